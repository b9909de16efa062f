// Forced colours, reduced motion and print have the same content, in a form that suits.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, Problems, launch } from './lib/browser.mjs';
import { ink, newCanvasPage } from './lib/pixels.mjs';
import { allPages, origin } from './lib/site.mjs';

const DOSSIER_SHEETS = 4;

describe('media features', async () => {
  let browser;
  let pages;
  let canvas;
  before(async () => {
    pages = await allPages();
    browser = await launch();
    canvas = await newCanvasPage(browser);
  });
  after(() => browser?.close());

  it('drawings keep their ink in forced colours', async () => {
    const problems = new Problems();
    const page = await browser.newPage({ viewport: DESKTOP });
    for (const { path, html } of pages) {
      if (!html.includes('<svg')) continue;
      await page.goto(origin + path);
      for (const [index, drawing] of (await page.locator('svg:not([aria-hidden="true"])').all()).entries()) {
        if (!(await drawing.isVisible())) continue;
        await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
        const usual = await ink(canvas, await drawing.screenshot());
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ forcedColors: 'active', colorScheme });
          const forced = await ink(canvas, await drawing.screenshot());
          if (usual === 0 || forced < usual / 2) {
            problems.add(path, `drawing ${index + 1} has ${(forced * 100).toFixed(2)} % ink in forced colours (${colorScheme}), ${(usual * 100).toFixed(2)} % usually`);
          }
        }
      }
      await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
    }
    await page.close();
    problems.assertNone('drawings in forced colours');
  });

  it('text keeps a contrast of 7:1 in forced colours', async () => {
    const problems = new Problems();
    const page = await browser.newPage({ viewport: DESKTOP });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ forcedColors: 'active', colorScheme });
      for (const { path } of pages) {
        await page.goto(origin + path);
        const faint = await page.evaluate(() => {
          const channels = (color) => /rgba?\(([^)]+)\)/.exec(color)?.[1].split(/[ ,/]+/).filter(Boolean).map(Number) ?? [0, 0, 0, 0];
          const luminance = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          // Forced colours leave the background of the page under all text.
          const canvas = document.body.appendChild(document.createElement('i'));
          canvas.setAttribute('hidden', '');
          const probe = new CSSStyleSheet();
          probe.replaceSync('i[hidden] { forced-color-adjust: none; background-color: Canvas }');
          document.adoptedStyleSheets = [...document.adoptedStyleSheets, probe];
          const paper = luminance(channels(getComputedStyle(canvas).backgroundColor));
          canvas.remove();
          const found = [];
          for (const element of document.body.querySelectorAll('*')) {
            const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
            if (!hasText || element.closest('script, style, title, desc') || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
            const style = getComputedStyle(element);
            const value = luminance(channels(element instanceof SVGElement ? style.fill : style.color));
            const ratio = (Math.max(value, paper) + 0.05) / (Math.min(value, paper) + 0.05);
            if (ratio < 7) found.push(`${ratio.toFixed(1)}:1 ${element.outerHTML.slice(0, 100)}`);
          }
          return found;
        });
        for (const what of faint) problems.add(`${path} (${colorScheme})`, what);
      }
    }
    await page.close();
    problems.assertNone('text in forced colours');
  });

  it('nothing moves by itself, with prefers-reduced-motion and without', async () => {
    const problems = new Problems();
    const page = await browser.newPage({ viewport: DESKTOP });
    for (const { path } of pages) {
      for (const reducedMotion of ['no-preference', 'reduce']) {
        await page.emulateMedia({ reducedMotion });
        await page.goto(origin + path);
        const moving = await page.evaluate(() => document.getAnimations().length + document.querySelectorAll('animate, animateTransform, animateMotion, marquee, video, img[src$=".gif"]').length);
        if (moving > 0) problems.add(path, `${moving} animation(s), with reduced motion ${reducedMotion}`);
      }
    }
    await page.close();
    problems.assertNone('stillness');
  });

  it('print has the content and no navigation', async () => {
    const problems = new Problems();
    // A4 less margins of 20 mm.
    const page = await browser.newPage({ viewport: { width: 643, height: 971 } });
    for (const { path } of pages) {
      await page.goto(origin + path);
      const onScreen = await page.evaluate(() => document.querySelector('main').innerText.length);
      await page.emulateMedia({ media: 'print' });
      const paper = await page.evaluate(() => ({
        navigation: [...document.querySelectorAll('nav, a[href^="#"], a[hreflang]')].filter((element) => !element.closest('main p, main li, main table') && element.checkVisibility()).map(({ outerHTML }) => outerHTML.slice(0, 90)),
        length: document.querySelector('main').innerText.length,
        overflow: document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth,
        headings: [...document.querySelectorAll('h1')].filter((element) => element.checkVisibility()).length,
      }));
      for (const html of paper.navigation) problems.add(path, `navigation is printed: ${html}`);
      if (paper.length < onScreen * 0.9) problems.add(path, `paper has ${paper.length} of ${onScreen} signs`);
      if (paper.overflow > 0) problems.add(path, `${paper.overflow} px run off the sheet`);
      if (paper.headings !== 1) problems.add(path, `${paper.headings} titles on paper`);
      await page.emulateMedia({ media: null });
    }
    await page.close();
    problems.assertNone('print');
  });

  it('the dossier prints on four sheets or fewer', async (context) => {
    const dossiers = pages.filter(({ path }) => /^\/[a-z]{2}\/dossier\/$/.test(path));
    assert.ok(dossiers.length > 0, 'there is a dossier');
    const page = await browser.newPage();
    for (const { path } of dossiers) {
      await page.goto(origin + path);
      for (const format of ['A4', 'Letter']) {
        const pdf = await page.pdf({ format, preferCSSPageSize: false, tagged: true });
        const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
        context.diagnostic(`${path}: ${sheets} sheets of ${format}`);
        assert.ok(sheets >= 1 && sheets <= DOSSIER_SHEETS, `${path}: ${sheets} sheets of ${format}`);
      }
    }
    await page.close();
  });
});
