// A language that is written from right to left: everything is mirrored but what has a direction of its own.

import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DESKTOP, PHONE, launch } from './lib/browser.mjs';
import { command, newSite, start } from './lib/program.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const fixture = fileURLToPath(new URL('../fixtures/arabic.tsv', import.meta.url));
const MARK = '# à traduire / to translate';
const PAGES = ['/ar/', '/ar/association/', '/ar/histoire/', '/ar/vision-et-objectifs/', '/ar/projets-cles/', '/ar/contact/', '/ar/mentions-legales/', '/ar/plan-du-site/', '/ar/dossier/', '/fr-ar/histoire/', '/ar/rien'];

/** The carried site in Arabic as `language add` begins it, with the sentences of the fixture, published. */
async function arabicSite() {
  const folder = await newSite();
  command('language', 'add', 'ar', '--site', folder);
  const translations = (await readFile(fixture, 'utf8')).trim().split('\n').map((line) => line.split('\t'));
  const files = (await readdir(folder, { recursive: true })).filter((file) => /\.(toml|ftl)$/.test(file));
  for (const file of files.map((name) => join(folder, name))) {
    let text = await readFile(file, 'utf8');
    for (const [french, arabic] of translations) text = text.replaceAll(`"${french}" ${MARK}`, `"${arabic}"`);
    text = text.replaceAll(/text\.ar = """[^]*?"""/g, (block) => block.replaceAll('Téléphone : ', 'الهاتف: '));
    await writeFile(file, text.replaceAll(` ${MARK}`, '').replaceAll(`${MARK}\n`, '').replace('draft = true\n', ''));
  }
  return folder;
}

describe('a page from right to left', () => {
  let browser;
  let site;
  before(async () => {
    browser = await launch();
    site = await start('serve', await arabicSite());
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  const open = async (path, width) => {
    const page = await browser.newPage({ viewport: width });
    await page.goto(new URL(path, site.address).href);
    await page.evaluate(() => document.fonts.ready);
    return page;
  };

  for (const [name, width] of [['phone', PHONE], ['desktop', DESKTOP]]) {
    it(`is mirrored, and does not scroll sideways: ${name}`, async () => {
      for (const path of PAGES) {
        const page = await open(path, width);
        const found = await page.evaluate(() => {
          const box = (selector) => document.querySelector(selector).getBoundingClientRect();
          const root = document.scrollingElement;
          return {
            direction: getComputedStyle(document.documentElement).direction,
            scrolls: root.scrollWidth > root.clientWidth,
            markEndsAt: Math.round(box('.site-header').right - box('.wordmark').right),
            markStartsAt: Math.round(box('.wordmark').left - box('.site-header').left),
          };
        });
        const isRtl = path.startsWith('/ar/');
        assert.equal(found.direction, isRtl ? 'rtl' : 'ltr', path);
        assert.equal(found.scrolls, false, path);
        assert.equal(isRtl ? found.markEndsAt : found.markStartsAt, 0, path);
        await page.close();
      }
    });
  }

  it('has the first year of the ruler at the right', async () => {
    const page = await open('/ar/histoire/', DESKTOP);
    const [first, last] = await page.evaluate(() => {
      const points = [...document.querySelectorAll('.points circle')].map((point) => point.getBoundingClientRect().left);
      return [points.at(0), points.at(-1)];
    });
    assert.ok(first > last, `${first} ${last}`);
    await page.close();
  });

  it('keeps the order of a telephone number among Arabic letters', async () => {
    const page = await open('/ar/mentions-legales/', DESKTOP);
    // Where the sign, the first and the last digit of the number stand, from the left.
    const order = await page.evaluate(() => {
      const item = [...document.querySelectorAll('#editeur li')].find((one) => one.textContent.startsWith('الهاتف') && one.textContent.includes('+33 1 44'.replaceAll(' ', '\u00a0')));
      const text = [...item.childNodes].find((node) => node.data?.includes('+33'));
      const at = text.data.indexOf('+33');
      return [at, at + 1, at + '+33 1 44 88 22 88'.length - 1].map((index) => {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + 1);
        return range.getBoundingClientRect().left;
      });
    });
    assert.deepEqual(order, order.toSorted((a, b) => a - b));
    await page.close();
  });

  it('spaces no letters that join, and has no synthetic italics', async () => {
    const page = await open('/fr-ar/histoire/', DESKTOP);
    const style = await page.evaluate(() => {
      const title = getComputedStyle(document.querySelector('h1 > [dir=rtl]'));
      return [title.letterSpacing, title.fontSynthesisStyle, title.fontSynthesisWeight];
    });
    assert.deepEqual(style, ['normal', 'none', 'auto']);
    await page.close();
  });

  it('is accessible', async () => {
    for (const path of PAGES) {
      const page = await open(path, DESKTOP);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), [], path);
      await page.close();
    }
  });
});
