// Every page × phone and desktop × light and dark -> no finding of axe-core (WCAG 2.0–2.2 A, AA, AAA, best practices, experiments).

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, Problems, SCHEMES, launch } from './lib/browser.mjs';
import { allPages, origin } from './lib/site.mjs';

const TAGS = [
  'wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag21aaa', 'wcag22a', 'wcag22aa', 'wcag22aaa',
  'best-practice', 'experimental', 'EN-301-549', 'RGAAv4',
];

/** Where axe "needs a human", contrast does not have to: a page with flat colours leaves nothing to guess. */
const NOTHING_UNDECIDED = new Set(['color-contrast', 'color-contrast-enhanced', 'target-size']);

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
    it(`finds nothing on any page, ${device}, light and dark`, async () => {
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
            for (const node of rule.nodes) problems.add(`${path} (${colorScheme})`, describeFinding(rule, node));
          }
        }
      }
      await context.close();
      problems.assertNone(`no finding on ${pages.length} pages, ${device}`);
    });
  }
});
