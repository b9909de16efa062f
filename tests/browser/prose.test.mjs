// Every form of Markdown in a page of text: what editors type is what readers see, at every width, by day and by night.

import assert from 'node:assert/strict';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DESKTOP, PHONE, SCHEMES, launch } from './lib/browser.mjs';
import { newSite, start } from './lib/program.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const TEXT = `Un texte, avec https://www.example.org/une-adresse et ~~trois~~ quatre mots.

1. un premier point
2. un deuxième, qui passe à la ligne sur un téléphone parce qu'il a vraiment beaucoup de mots
   - une liste dans la liste

## Un sous-titre

1990. Création du Fonds.

- une puce

- une autre, après une ligne vide

> Une citation.

| Année | Lieu | Membres | Président | Budget | Remarques |
|---|:-:|--:|---|--:|---|
| 1979 | Québec | 20 | Jean Pelletier | 1 200 000 | Fondation de l'association |

![Une photo](file:photo.webp "Une *légende*, avec [un lien](page:contact)")
`;

const PAGE = `[page]
slug.fr = "essai"
slug.en = "trial"
title.fr = "Essai"
title.en = "Trial"
description.fr = "Une page d'essai, de toutes les formes d'un texte."
description.en = "A trial page, with every form that a text can have."

[[sections]]
anchor.fr = "tout"
anchor.en = "all"
title.fr = "Tout"
title.en = "All"
text.fr = """
${TEXT}"""
text.en = """
${TEXT}"""
`;

describe('a page of text', () => {
  let site;
  let address;
  let browser;

  before(async () => {
    const folder = await newSite();
    await copyFile(join(root, 'docs/home.webp'), join(folder, 'static/photo.webp'));
    await writeFile(join(folder, 'content/pages/trial.toml'), PAGE);
    site = await start('serve', folder);
    address = new URL('/fr/essai/', site.address).href;
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  it('is as wide as its column at every width; only a wide table scrolls, with the keyboard too', async () => {
    for (const width of [320, PHONE.width, 768, DESKTOP.width]) {
      const page = await browser.newPage({ viewport: { width, height: 740 } });
      await page.goto(address);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      const [image, column] = await page.evaluate(() => ['.prose img', '.prose'].map((one) => document.querySelector(one).getBoundingClientRect().toJSON()));
      assert.ok(image.right <= column.right + 0.5, `${width}: ${image.right} > ${column.right}`);
      const [{ naturalWidth, naturalHeight }] = await page.$$eval('.prose img', (all) => all.map(({ naturalWidth, naturalHeight }) => ({ naturalWidth, naturalHeight })));
      assert.ok(Math.abs(image.width / image.height - naturalWidth / naturalHeight) < 0.02);
      if (width === PHONE.width) {
        await page.focus('.scroll');
        await page.keyboard.press('ArrowRight');
        await page.waitForFunction(() => document.querySelector('.scroll').scrollLeft > 0);
        // Between words only.
        assert.ok(await page.$eval('.prose th', (cell) => cell.getClientRects()[0].height < 60));
      }
      await page.close();
    }
  });

  it('shows the numbers of its lists, from their start, and tells that they are lists', async () => {
    const page = await browser.newPage({ viewport: PHONE });
    await page.goto(address);
    const lists = await page.$$eval('.prose ol', (all) => all.map((list) => [getComputedStyle(list).listStyleType, list.start]));
    assert.deepEqual(lists, [['decimal', 1], ['decimal', 1990]]);
    const none = await page.$$eval('ul, ol', (all) => all.filter((list) => getComputedStyle(list).listStyleType === 'none').length);
    assert.equal(none, 0, 'with `none`, WebKit tells nobody that it is a list');
    // Side by side each item stands alone, with its own number.
    await page.goto(new URL('/fr-en/essai/', site.address).href);
    const aside = await page.$$eval('.parallel td[lang=fr] ol', (all) => all.map((list) => [getComputedStyle(list).listStyleType, list.start]));
    assert.deepEqual(aside, [['decimal', 1], ['decimal', 2], ['decimal', 1990]]);
    await page.goto(address);
    // A long number stays on the page.
    assert.ok(await page.$eval('.prose ol[start]', (list) => parseFloat(getComputedStyle(list).paddingInlineStart) >= 40));
    await page.close();
  });

  it('axe finds nothing, light and dark', async () => {
    for (const colorScheme of SCHEMES) {
      const page = await browser.newPage({ viewport: PHONE, colorScheme });
      await page.addInitScript({ content: axe });
      await page.goto(address);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`), []);
      await page.close();
    }
  });
});
