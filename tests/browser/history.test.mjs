// The history as it grows: whatever happened in a year, no word on the ruler lies on another, at any width.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, SCHEMES, launch } from './lib/browser.mjs';
import { newSite, start } from './lib/program.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WIDTHS = [320, PHONE.width, 768, DESKTOP.width];

/** So many events between 1979 and 2025, several in some years: years, months, days, ranges and durations, the same each time. */
function events(count) {
  const months = Array.from({ length: count }, (_, index) => Math.floor((index * 46 * 12) / (count - 1)));
  // Every third one comes soon after the one before it.
  const crowded = months.map((month, index) => (index % 3 === 2 ? months[index - 1] + 2 : month));
  return crowded.map((month, index) => {
    const [year, number] = [1979 + Math.floor(month / 12), String((month % 12) + 1).padStart(2, '0')];
    const date = [`date = "${year}-${number}"`, `date = "${year}-${number}-03"\nend = "${year}-${number}-05"`][index % 2];
    const duration = index % 5 === 0 ? 'duration_years = 7\n' : '';
    return `[[events]]\n${date}\n${duration}text.fr = "Un événement."\ntext.en = "An event."\n`;
  });
}

/** The pairs of words on the ruler that lie on each other, and how many years are shown. */
function overlaps() {
  const ruler = document.querySelector('.ruler');
  const shown = [...ruler.querySelectorAll('text')].filter((text) => text.getClientRects().length > 0);
  const boxes = shown.map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
  const found = [];
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) {
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      // The words of a silence stand a line above the years below the axis: the boxes of the two meet, their letters do not.
      if (across > 0 && down > 4) found.push(`${one.words} on ${other.words}`);
    }
  }
  const lines = [...ruler.querySelectorAll('.spans line')].map((line) => Number(line.getAttribute('y1')));
  const years = ruler.querySelectorAll('.years text');
  const top = Math.min(...[...years].map((text) => Number(text.getAttribute('y'))));
  for (const line of lines) if (line - 3 < top + 4) found.push(`a duration at ${line} on the years at ${top}`);
  return { found, years: shown.filter((text) => text.closest('.years')).length, wide: document.documentElement.scrollWidth };
}

describe('the history', () => {
  const sites = new Map();
  let browser;

  before(async () => {
    browser = await launch();
    for (const count of [5, 20, 60]) {
      const folder = await newSite();
      const path = join(folder, 'content/timeline.toml');
      const text = await readFile(path, 'utf8');
      // The first is the shipped site itself, with what V8 of its visitors met: three years in a row.
      const more = ['2021', '2022', '2023'].map((year) => `[[events]]\nyear = ${year}\ntext.fr = "Un."\ntext.en = "One."\n`);
      const written = count === 5 ? `${text}\n${more.join('\n')}` : `${text.slice(0, text.indexOf('[[events]]'))}${events(count).join('\n')}`;
      await writeFile(path, written);
      sites.set(count, await start('serve', folder));
    }
  });

  after(async () => {
    await browser?.close();
    for (const site of sites.values()) await site.stop();
  });

  it('has no word on another on its ruler, at any width, and more years where there is more room', async () => {
    for (const [count, site] of sites) {
      let before = 1;
      for (const width of WIDTHS) {
        const page = await browser.newPage({ viewport: { width, height: 740 } });
        for (const path of ['/fr/histoire/', '/en/', '/fr/dossier/']) {
          await page.goto(new URL(path, site.address).href);
          await page.evaluate(() => document.fonts.ready);
          const { found, years, wide } = await page.evaluate(overlaps);
          assert.deepEqual(found, [], `${count} events, ${path} at ${width} px`);
          assert.equal(wide, width, `${count} events, ${path}`);
          assert.ok(years >= before, `${count} events, ${path} at ${width} px: ${years} years`);
          if (path === '/fr/histoire/') before = years;
        }
        await page.close();
      }
      assert.ok(before >= 7, `${count} events: ${before} years on a wide page`);
    }
  });

  it('passes axe with sixty events, light and dark', async () => {
    for (const colorScheme of SCHEMES) {
      const page = await browser.newPage({ viewport: PHONE, colorScheme });
      await page.addInitScript({ content: axe });
      await page.goto(new URL('/fr/histoire/', sites.get(60).address).href);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`), []);
      await page.close();
    }
  });
});
