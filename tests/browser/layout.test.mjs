// In narrow windows, with zoom, wide spacing or large text, nothing is cut, covered or out of reach, and fingers find their targets.

import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, Problems, ZOOMED, addStyle, launch } from './lib/browser.mjs';
import { allPages, origin } from './lib/site.mjs';

/** WCAG 2.2, 1.4.12: what a reader may set, and the page must bear. */
const TEXT_SPACING = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`;
/** WCAG 2.2, 1.4.4: text at 200 %. */
const LARGE_TEXT = 'html { font-size: 200% !important; }';

/** Everything that is cut off, sticks out, or lies over other text; in the page. */
function findFaults() {
  const faults = [];
  const name = (element) => {
    const text = element.textContent.trim().replaceAll(/\s+/g, ' ').slice(0, 50);
    return `<${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''}${typeof element.className === 'string' && element.className ? `.${element.className.replaceAll(' ', '.')}` : ''}> « ${text} »`;
  };
  const root = document.scrollingElement;
  const visible = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    // Text for screen readers alone is cut on purpose; a link that shows when focused waits outside.
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      const { width, height, right, bottom } = box.getBoundingClientRect();
      const style = getComputedStyle(box);
      if ((width <= 1.5 || height <= 1.5) && style.overflow !== 'visible') return false;
      if (style.clipPath !== 'none' || (style.position === 'absolute' && style.clip !== 'auto')) return false;
      if (right + scrollX <= 0 || bottom + scrollY <= 0) return false;
    }
    return true;
  };
  const scrolls = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth) return box;
    }
    return null;
  };

  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right + scrollX > root.clientWidth + 0.5 && visible(element));
    faults.push(`the page scrolls sideways: ${root.scrollWidth} px in ${root.clientWidth}; sticks out: ${wide.slice(-3).map(name).join(', ') || 'nothing that is visible'}`);
  }

  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest('script, style, title, desc, noscript') || !visible(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 0.5 && height > 0.5);
    if (boxes.length === 0) continue;
    // Cut by a box around it?
    for (let around = element; around && around !== document.documentElement; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      if (around instanceof SVGElement && !(around instanceof SVGSVGElement)) continue;
      const edge = around.getBoundingClientRect();
      const cut = boxes.some(
        (box) =>
          (/hidden|clip/.test(style.overflowX) && (box.left < edge.left - 1 || box.right > edge.right + 1)) ||
          // A line's box is taller than its letters: a fifth of it may be cut and no ink lost.
          (/hidden|clip/.test(style.overflowY) && (box.top < edge.top - box.height / 5 || box.bottom > edge.bottom + box.height / 5)),
      );
      if (cut) faults.push(`text is cut by ${name(around)}: ${name(element)}`);
    }
    if (!scrolls(element) && boxes.some(({ left, right }) => left + scrollX < -1 || right + scrollX > root.clientWidth + 1)) faults.push(`text leaves the window: ${name(element)}`);
    const block = element.closest('p, li, dt, dd, h1, h2, h3, h4, td, th, figcaption, blockquote, text, address, label, div, section, footer, header') ?? element;
    if (!element.closest('[aria-hidden="true"]')) texts.push({ element, block, boxes });
  }

  // Text over text: more than a quarter of a line's height, and wider than a sign.
  const lines = texts.flatMap(({ element, block, boxes }) => boxes.map((box) => ({ element, block, box }))).sort((a, b) => a.box.top - b.box.top);
  for (let i = 0; i < lines.length; i += 1) {
    for (let j = i + 1; j < lines.length && lines[j].box.top < lines[i].box.bottom; j += 1) {
      const [a, b] = [lines[i], lines[j]];
      if (a.block === b.block || a.element.contains(b.element) || b.element.contains(a.element)) continue;
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (across > 2 && down > Math.min(a.box.height, b.box.height) / 4) faults.push(`text lies over text: ${name(a.element)} and ${name(b.element)}`);
    }
  }
  return faults;
}

/** Targets smaller than they should be (WCAG 2.2, 2.5.5 in navigation, 2.5.8 elsewhere); in the page. */
function findSmallTargets() {
  const faults = [];
  for (const element of document.querySelectorAll('a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"], [role="link"]')) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const box = element.getBoundingClientRect();
    if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) continue; // shows when focused; the keyboard tests measure it
    const inNavigation = Boolean(element.closest('nav, body > header, [role="navigation"], [role="banner"]'));
    const wanted = inNavigation ? 44 : 24;
    if (box.width >= wanted - 0.5 && box.height >= wanted - 0.5) continue;
    if (!inNavigation) {
      // A link within a sentence is as high as its line: 2.5.8 lets it be.
      const sentence = element.closest('p, li, dd, td, blockquote, figcaption, address, cite');
      const around = sentence?.textContent.replace(element.textContent, '').trim() ?? '';
      if (getComputedStyle(element).display === 'inline' && around.length > 0) continue;
    }
    faults.push(`target of ${box.width.toFixed(0)} × ${box.height.toFixed(0)} px, ${wanted} × ${wanted} wanted${inNavigation ? ' in navigation' : ''}: ${element.outerHTML.slice(0, 120)}`);
  }
  return faults;
}

describe('layout', async () => {
  let browser;
  let pages;
  before(async () => {
    pages = await allPages();
    browser = await launch();
  });
  after(() => browser?.close());

  /** Opens every page in a window of `viewport` under each of `styles`, and collects what `find` finds. */
  async function everywhere(promise, viewports, styles, find) {
    const problems = new Problems();
    const page = await browser.newPage();
    for (const viewport of viewports) {
      await page.setViewportSize(viewport);
      for (const { path } of pages) {
        for (const style of styles) {
          await page.goto(origin + path);
          if (style) await addStyle(page, style);
          await page.evaluate(() => document.fonts.ready);
          for (const fault of await page.evaluate(find)) problems.add(`${path} at ${viewport.width} px`, fault);
        }
      }
    }
    await page.close();
    problems.assertNone(promise);
  }

  it('reflows at 320 px, which is 400 % zoom on 1280 px, and at every usual width', () =>
    everywhere('no sideways scrolling, no cut or covered text', [ZOOMED, PHONE, { width: 768, height: 1024 }, DESKTOP], [null], findFaults));

  it('bears the text spacing of its reader', () => everywhere('wide spacing cuts and covers nothing', [ZOOMED, { width: 1280, height: 800 }], [TEXT_SPACING], findFaults));

  it('bears text resized to 200 %', () => everywhere('large text cuts and covers nothing', [PHONE, { width: 1280, height: 800 }], [LARGE_TEXT], findFaults));

  it('has a target size of at least 44 px in navigation and 24 px elsewhere', () => everywhere('targets are large enough', [ZOOMED, PHONE, DESKTOP], [null], findSmallTargets));
});
