// The logos of partners and the links to social networks: in rows that fit every width, on a light ground in the dark.

import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, SCHEMES, launch } from './lib/browser.mjs';
import { newSite, start } from './lib/program.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Drawings in black on nothing: very wide, tiny, high. */
const SIZES = [[900, 60], [20, 20], [50, 400], [300, 100], [300, 100], [300, 100], [300, 100]];

describe('logos and networks', () => {
  let site;
  let browser;

  before(async () => {
    const folder = await newSite();
    for (const [index, [width, height]] of SIZES.entries()) {
      await writeFile(join(folder, `static/logo-${index}.svg`), `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path d="M0 0H${width}V${height}z"/></svg>`);
      const partner = `\n[[partners]]\nname.fr = "Partenaire ${index}"\nname.en = "Partner ${index}"\nlogo = "logo-${index}.svg"\nurl = "https://www.example.org/${index}"\n`;
      await appendFile(join(folder, 'content/projects.toml'), partner);
    }
    for (const host of ['www.linkedin.com', 'www.youtube.com', 'bsky.app', 'www.facebook.com', 'www.instagram.com']) {
      await appendFile(join(folder, 'content/contact.toml'), `\n[[networks]]\nurl = "https://${host}/aimf"\n`);
    }
    site = await start('serve', folder);
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  it('fit every width, keep their shape, and are large enough to be hit', async () => {
    for (const width of [320, PHONE.width, 768, DESKTOP.width]) {
      const page = await browser.newPage({ viewport: { width, height: 740 } });
      for (const path of ['/fr/projets-cles/', '/fr/dossier/', '/fr-en/projets-cles/']) {
        await page.goto(new URL(path, site.address).href);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, path);
        const logos = await page.$$eval('.logo', (all) => all.map((logo) => ({ ...logo.getBoundingClientRect().toJSON(), fit: getComputedStyle(logo).objectFit })));
        assert.ok(logos.length >= SIZES.length, path);
        for (const { width: wide, height, right, fit } of logos) {
          assert.ok(right <= width && wide >= 44 && height >= 44 && fit === 'contain', `${path} at ${width} px: ${wide} × ${height}`);
        }
      }
      for (const path of ['/fr/contact/', '/en/']) {
        await page.goto(new URL(path, site.address).href);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, path);
        const boxes = await page.$$eval('a[rel=me]', (all) => all.map((link) => link.getBoundingClientRect().toJSON()));
        for (const [index, one] of boxes.entries()) {
          assert.ok(one.height >= 44 && one.width >= 44, `${path} at ${width} px: ${one.width} × ${one.height}`);
          const covers = (other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
          assert.ok(!boxes.slice(index + 1).some(covers), `${path} at ${width} px: links cover each other`);
        }
      }
      await page.close();
    }
  });

  it('are seen in the dark too, and axe finds nothing', async () => {
    for (const colorScheme of SCHEMES) {
      const page = await browser.newPage({ viewport: PHONE, colorScheme });
      await page.addInitScript({ content: axe });
      for (const path of ['/fr/projets-cles/', '/en/contact/', '/fr-en/projets-cles/']) {
        await page.goto(new URL(path, site.address).href);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document));
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`), []);
        const grounds = await page.$$eval('.logo', (all) => all.map((logo) => getComputedStyle(logo).backgroundColor));
        const light = colorScheme === 'dark' ? 'rgb(250, 248, 249)' : 'rgba(0, 0, 0, 0)';
        assert.ok(grounds.every((ground) => ground === light), `${colorScheme}: ${grounds}`);
      }
      await page.close();
    }
  });
});
