// Tab, Shift+Tab and Enter reach everything on every page, in order and in sight, and nothing holds the reader back.

import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, Problems, SCHEMES, launch } from './lib/browser.mjs';
import { difference, newCanvasPage } from './lib/pixels.mjs';
import { allPages, origin } from './lib/site.mjs';

/** What the keyboard can reach, in the order of the document; kept in the page for later questions. */
function listFocusable() {
  const selector = 'a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [contenteditable], [tabindex]';
  globalThis.focusable = [...document.querySelectorAll(selector)].filter(
    (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }),
  );
  return {
    count: globalThis.focusable.length,
    forced: globalThis.focusable.filter((element) => element.tabIndex > 0).map((element) => element.outerHTML.slice(0, 120)),
  };
}

/** Where the focus is: its place in the list (-1: elsewhere), its look, and whether anything lies over it. */
function describeFocus() {
  const element = document.activeElement;
  if (!element || element === document.body) return { index: -1, nowhere: true };
  const style = getComputedStyle(element);
  const covered = [];
  for (const box of element.getClientRects()) {
    for (const [x, y] of [[box.left + 2, box.top + 2], [box.right - 2, box.bottom - 2], [(box.left + box.right) / 2, (box.top + box.bottom) / 2]]) {
      const top = document.elementFromPoint(x, y);
      // An inline link's box may hold the corner of its own block: only what is drawn above counts.
      if (!top) covered.push('outside of the window');
      else if (top !== element && !element.contains(top) && !top.contains(element)) covered.push(top.outerHTML.slice(0, 80));
    }
  }
  const box = element.getBoundingClientRect();
  return {
    index: globalThis.focusable.indexOf(element),
    html: element.outerHTML.slice(0, 120),
    covered,
    // What :focus-visible styles: the tests of its look set it by script.
    focusVisible: element.matches(':focus-visible'),
    visible: element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && box.width > 1 && box.height > 1 && style.clipPath === 'none',
    box: { x: box.x, y: box.y, width: box.width, height: box.height },
    // The length of a line around it; around each line of text, where it is broken.
    outline: Math.min(2 * (box.width + box.height), [...element.getClientRects()].reduce((sum, { width, height }) => sum + 2 * (width + height), 0)),
    // Elements with the same key look the same when focused: one of them is measured in pixels.
    key: [element.tagName, element.className, element.parentElement.tagName, element.closest('header, nav, footer, figure, blockquote, main')?.outerHTML.match(/^<[^>]*>/)[0], style.display, style.outline, style.outlineOffset, style.color, style.backgroundColor, style.boxShadow, style.textDecoration].join('|'),
  };
}

describe('keyboard', async () => {
  let browser;
  let pages;
  let canvas;
  before(async () => {
    pages = await allPages();
    browser = await launch();
    canvas = await newCanvasPage(browser);
  });
  after(() => browser?.close());

  for (const [device, viewport] of [['phone', PHONE], ['desktop', DESKTOP]]) {
    it(`Tab moves the focus to everything in the order of the document, in sight, and out again, ${device}`, async () => {
      const problems = new Problems();
      const page = await browser.newPage({ viewport });
      for (const { path } of pages) {
        await page.goto(origin + path);
        const { count, forced } = await page.evaluate(listFocusable);
        for (const html of forced) problems.add(path, `a positive tabindex changes the order: ${html}`);
        for (let expected = 0; expected < count; expected += 1) {
          await page.keyboard.press('Tab');
          const focus = await page.evaluate(describeFocus);
          if (focus.index !== expected) {
            problems.add(path, focus.nowhere ? `the focus is lost after ${expected} of ${count} stops` : `stop ${expected + 1} is out of order: ${focus.html}`);
            break;
          }
          if (!focus.visible || !focus.focusVisible) problems.add(path, `focused, but not to be seen: ${focus.html}`);
          for (const what of focus.covered) problems.add(path, `focused, but covered by ${what}: ${focus.html}`);
        }
        await page.keyboard.press('Tab');
        const end = await page.evaluate(describeFocus);
        if (!end.nowhere && end.index !== 0) problems.add(path, `after the last stop the focus does not leave: ${end.html}`);
      }
      await page.close();
      problems.assertNone('the keyboard path');
    });
  }

  it('Shift+Tab moves the focus the same way back', async () => {
    const problems = new Problems();
    const page = await browser.newPage({ viewport: DESKTOP });
    for (const { path } of pages) {
      await page.goto(origin + path);
      const { count } = await page.evaluate(listFocusable);
      await page.evaluate(() => {
        globalThis.stops = [];
        document.addEventListener('focusin', ({ target }) => globalThis.stops.push(globalThis.focusable.indexOf(target)));
        globalThis.focusable.at(-1)?.focus();
      });
      for (let stop = 1; stop < count; stop += 1) await page.keyboard.press('Shift+Tab');
      const stops = await page.evaluate(() => globalThis.stops);
      const wrong = Array.from({ length: count }, (_, stop) => count - 1 - stop).findIndex((expected, stop) => stops[stop] !== expected);
      if (wrong >= 0) problems.add(path, `backwards, stop ${count - wrong} of ${count} is not reached`);
    }
    await page.close();
    problems.assertNone('the way back');
  });

  it('the skip link comes first, appears, and leads past the navigation', async () => {
    const problems = new Problems();
    for (const viewport of [PHONE, DESKTOP]) {
      const page = await browser.newPage({ viewport });
      for (const { path } of pages) {
        await page.goto(origin + path);
        await page.keyboard.press('Tab');
        const link = await page.evaluate(() => {
          const element = document.activeElement;
          const box = element.getBoundingClientRect();
          const target = element.hash ? document.getElementById(decodeURIComponent(element.hash.slice(1))) : null;
          return {
            html: element.outerHTML.slice(0, 120),
            toMain: Boolean(target?.closest('main') ?? target?.querySelector('main')),
            inSight: box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight && getComputedStyle(element).opacity === '1',
            width: box.width,
            height: box.height,
          };
        });
        if (!link.toMain) {
          problems.add(path, `the first stop is no link to <main>: ${link.html}`);
          continue;
        }
        if (!link.inSight) problems.add(path, `the focused skip link is not in the window: ${link.html}`);
        if (link.height < 44 || link.width < 44) problems.add(path, `the skip link is ${Math.round(link.width)} × ${Math.round(link.height)}, less than 44 × 44`);
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        const past = await page.evaluate(() => {
          const main = document.querySelector('main');
          const element = document.activeElement;
          return element === document.body || main.contains(element) || Boolean(main.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
        });
        if (!past) problems.add(path, 'after the skip link, Tab is still before <main>');
      }
      await page.close();
    }
    problems.assertNone('the skip link');
  });

  for (const mode of [...SCHEMES, 'forced colours']) {
    // WCAG 2.2, 2.4.13 (AAA): as large as a 2 px line around the element, and 3:1 against the same pixels without focus.
    it(`the focus is visible, ${mode}`, async () => {
      const problems = new Problems();
      const measured = new Set();
      const page = await browser.newPage({ viewport: DESKTOP });
      await page.addInitScript({ content: `globalThis.describeFocus = ${describeFocus}` });
      await page.emulateMedia(mode === 'forced colours' ? { forcedColors: 'active' } : { colorScheme: mode });
      for (const { path } of pages) {
        await page.goto(origin + path);
        await page.evaluate(listFocusable);
        const keys = await page.evaluate(() => globalThis.focusable.map((element) => {
          element.focus({ preventScroll: true, focusVisible: true });
          return globalThis.describeFocus().key;
        }));
        for (const [index, key] of keys.entries()) {
          if (measured.has(key)) continue;
          measured.add(key);
          const focus = await page.evaluate((index) => {
            const element = globalThis.focusable[index];
            element.focus({ preventScroll: true, focusVisible: true });
            element.scrollIntoView({ block: 'center', behavior: 'instant' });
            return globalThis.describeFocus();
          }, index);
          const margin = 12;
          const clip = {
            x: Math.max(0, Math.floor(focus.box.x - margin)),
            y: Math.max(0, Math.floor(focus.box.y - margin)),
          };
          clip.width = Math.min(viewportEnd(focus.box.x, focus.box.width, margin), DESKTOP.width) - clip.x;
          clip.height = Math.min(viewportEnd(focus.box.y, focus.box.height, margin), DESKTOP.height) - clip.y;
          if (clip.width <= 0 || clip.height <= 0) {
            problems.add(path, `focused outside of the window: ${focus.html}`);
            continue;
          }
          const focused = await page.screenshot({ clip, animations: 'disabled' });
          await page.evaluate(() => document.activeElement.blur());
          const plain = await page.screenshot({ clip, animations: 'disabled' });
          const { strong } = await difference(canvas, plain, focused);
          const wanted = Math.floor(2 * focus.outline);
          if (strong < wanted) problems.add(path, `focus changes ${strong} pixels at 3:1 or more, ${wanted} are wanted: ${focus.html}`);
        }
      }
      await page.close();
      problems.assertNone(`visible focus, ${mode}`);
    });
  }
});

function viewportEnd(start, length, margin) {
  return Math.ceil(start + length + margin);
}
