// axe-core finds nothing (WCAG 2.0–2.2 A, AA, AAA, best practices, experiments) on any page, on a phone and a desktop, light and dark.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, Problems, SCHEMES, launch } from './lib/browser.mjs';
import { allPages, origin } from './lib/site.mjs';

const TAGS = [
  'wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag21aaa', 'wcag22a', 'wcag22aa', 'wcag22aaa',
  'best-practice', 'experimental', 'EN-301-549', 'RGAAv4',
];

/** Where axe "needs a human", these rules do not have to: a page with flat colours leaves nothing to guess. */
const NOTHING_UNDECIDED = new Set(['color-contrast', 'color-contrast-enhanced', 'target-size']);

/** WCAG 2.2, 1.4.6: the contrast that all text has here, whatever its size. */
const ENHANCED_CONTRAST = 7;

/**
 * The contrast of an element's text with the flat colour behind it (WCAG 2.2, "contrast ratio"): what axe leaves open where the
 * text is part of a drawing, or where the box of a drawing that is cut off reaches below it.
 */
function measureContrast(selector) {
  const luminance = (color) => {
    const channels = color.match(/[\d.]+/g).map(Number);
    const [r, g, b] = channels.map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const element = document.querySelector(selector);
  const style = getComputedStyle(element);
  const ink = element instanceof SVGElement ? style.fill : style.color;
  let ground = 'rgb(255, 255, 255)';
  for (let behind = element; behind; behind = behind.parentElement) {
    const color = getComputedStyle(behind).backgroundColor;
    if (!/, 0\)$|transparent/.test(color)) {
      ground = color;
      break;
    }
  }
  const [light, dark] = [luminance(ink), luminance(ground)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Off by default in axe-core because they are of AAA or are expected to be reviewed; here they count. */
const RULES = { 'color-contrast-enhanced': { enabled: true }, 'identical-links-same-purpose': { enabled: true }, 'target-size': { enabled: true } };

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One finding as people read it: the rule, the element, what to mend. */
function describeFinding(rule, node) {
  const remedy = (node.failureSummary ?? rule.help).split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('Fix ')).join('; ');
  return `${rule.id} (${rule.impact ?? 'undecided'}): ${node.target.join(' ')}\n    ${node.html.slice(0, 200)}\n    ${remedy}`;
}

describe('axe-core', async () => {
  let browser;
  let pages;
  before(async () => {
    pages = await allPages();
    browser = await launch();
  });
  after(() => browser?.close());

  for (const [device, viewport] of [['phone', PHONE], ['desktop', DESKTOP]]) {
    it(`axe finds nothing on any page, ${device}, light and dark`, async () => {
      const problems = new Problems();
      const context = await browser.newContext({ viewport });
      // Runs outside the page's own policy, as an extension would.
      await context.addInitScript({ content: axe });
      const page = await context.newPage();
      for (const { path } of pages) {
        await page.goto(origin + path);
        for (const colorScheme of SCHEMES) {
          await page.emulateMedia({ colorScheme });
          const result = await page.evaluate(
            ([values, rules]) => globalThis.axe.run(document, { runOnly: { type: 'tag', values }, rules, resultTypes: ['violations', 'incomplete'] }),
            [TAGS, RULES],
          );
          const findings = [...result.violations, ...result.incomplete.filter(({ id }) => NOTHING_UNDECIDED.has(id))];
          for (const rule of findings) {
            for (const node of rule.nodes) {
              const isOpen = rule.id.startsWith('color-contrast') && result.incomplete.includes(rule);
              if (isOpen && (await page.evaluate(measureContrast, node.target[0])) >= ENHANCED_CONTRAST) continue;
              problems.add(`${path} (${colorScheme})`, describeFinding(rule, node));
            }
          }
        }
      }
      await context.close();
      problems.assertNone(`no finding on ${pages.length} pages, ${device}`);
    });
  }
});
