// Pages of Debian's Chromium to test with.

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const CANDIDATES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser's path. */
export function browserPath() {
  const path = CANDIDATES.find((candidate) => candidate && existsSync(candidate));
  if (!path) throw new Error('no Chromium found: install the package `chromium`, or set CHROMIUM to its path');
  return path;
}

/** Flags that keep the browser from speaking to anyone but the site; the same text on every machine (no hinting, no subpixels). */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--force-color-profile=srgb',
];

/** A browser with a new, empty profile. The profile goes when it is closed. */
export function launch(extra = []) {
  return chromium.launch({
    executablePath: browserPath(),
    headless: true,
    args: [...FLAGS, ...extra],
    env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
  });
}

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1440, height: 900 };
/** What is left of 1280 × 1024 at a zoom of 400 % (WCAG 2.2, 1.4.10). */
export const ZOOMED = { width: 320, height: 256 };
export const SCHEMES = ['light', 'dark'];

/** Adds a stylesheet as the CSSOM does, which the site's Content-Security-Policy does not (and need not) forbid. */
export function addStyle(page, css) {
  return page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, css);
}

/** Collects problems of many pages, so that one run shows them all. */
export class Problems {
  #lines = [];

  add(where, what) {
    this.#lines.push(`${where}: ${what}`);
  }

  /** Fails with every problem found, each once. */
  assertNone(promise) {
    const lines = [...new Set(this.#lines)];
    if (lines.length > 0) {
      const shown = lines.slice(0, 60);
      const rest = lines.length > shown.length ? `\n… and ${lines.length - shown.length} more` : '';
      const error = new Error(`${promise}\n${lines.length} problem(s):\n- ${shown.join('\n- ')}${rest}`);
      error.stack = error.message;
      throw error;
    }
  }
}
