// The notice that every page has for some days: a labelled region that can be read by everyone, on a phone and a desktop, by day and by
// night, and on paper.

import assert from 'node:assert/strict';
import { appendFile, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, SCHEMES, launch } from './lib/browser.mjs';
import { newSite, start } from './lib/program.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const NOTICE = `
[notice]
text.fr = "Nos bureaux sont fermés en *août* : [écrivez-nous](page:contact)."
text.en = "Our offices are closed in *August*: [write to us](page:contact)."
until = 2999-12-31
`;

const PAGES = ['/fr/', '/fr/contact/', '/fr/mentions-legales/', '/fr-en/contact/', '/fr/absent/', '/absent', '/en/dossier/'];

const RULES = { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } };

describe('the notice', () => {
  let site;
  let browser;

  before(async () => {
    const folder = await newSite();
    await appendFile(join(folder, 'content/site.toml'), NOTICE);
    site = await start('serve', folder);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  it('is found by axe-core to be in order, within the width of the page', async () => {
    for (const viewport of [PHONE, DESKTOP]) {
      for (const colorScheme of SCHEMES) {
        const page = await browser.newPage({ viewport, colorScheme });
        await page.addInitScript({ content: axe });
        for (const path of PAGES) {
          await page.goto(new URL(path, site.address).href);
          const { violations, passes } = await page.evaluate((rules) => globalThis.axe.run('.notice', { rules }), RULES);
          assert.deepEqual(violations.map(({ id }) => id), [], `${path} ${colorScheme}`);
          assert.ok(passes.some(({ id }) => id === 'color-contrast-enhanced'), `${path}: the contrast was measured`);
          const box = await page.locator('.notice').boundingBox();
          assert.ok(box.x >= 0 && box.x + box.width <= viewport.width, `${path}: ${JSON.stringify(box)}`);
        }
        await page.close();
      }
    }
  });

  it('is a region with a name, after the header and before the text', async () => {
    const page = await browser.newPage({ viewport: DESKTOP });
    await page.goto(new URL('/fr/contact/', site.address).href);
    assert.equal(await page.getByRole('region', { name: 'Annonce' }).count(), 1);
    const order = await page.evaluate(() => [...document.body.children].map((element) => element.className || element.localName));
    assert.deepEqual(order.slice(0, 4), ['skip', 'site-header page', 'notice', 'main']);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.notice').isVisible());
    await page.close();
  });
});
