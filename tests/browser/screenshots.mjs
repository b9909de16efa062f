// Writes every page at 360, 768 and 1440 px, light and dark, and on paper, to target/screenshots/, with index.html to look at them all.
//
//   node with-site.mjs node screenshots.mjs           every page
//   node with-site.mjs node screenshots.mjs /fr/ …    these

import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SCHEMES, launch } from './lib/browser.mjs';
import { allPages, origin } from './lib/site.mjs';

const WIDTHS = [[360, 740], [768, 1024], [1440, 900]];
const chosen = process.argv.slice(2);
const folder = fileURLToPath(new URL('../../target/screenshots/', import.meta.url));
const pages = (await allPages()).filter(({ path }) => chosen.length === 0 || chosen.includes(path));
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

const browser = await launch();
const taken = new Map(pages.map(({ path }) => [path, []]));
const combinations = WIDTHS.flatMap(([width, height]) => SCHEMES.map((colorScheme) => ({ width, height, colorScheme })));
// Two windows at a time: one is drawn while the other is written.
await Promise.all(
  [0, 1].map(async (worker) => {
    for (const { width, height, colorScheme } of combinations.filter((_, index) => index % 2 === worker)) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme });
      for (const { path, name } of pages) {
        await page.goto(origin + path);
        await page.evaluate(() => document.fonts.ready);
        const file = `${name}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: join(folder, file), fullPage: true });
        taken.get(path).push(file);
      }
      await page.close();
    }
  }),
);

const page = await browser.newPage();
let canDrawSheets = true;
for (const { path, name } of pages) {
  await page.goto(origin + path);
  const pdf = join(folder, `${name}-print.pdf`);
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  taken.get(path).push(`${name}-print.pdf`);
  // Sheets as pictures too, where poppler-utils is installed.
  if (canDrawSheets) await promisify(execFile)('pdftoppm', ['-r', '60', '-png', pdf, join(folder, `${name}-print`)]).catch(() => (canDrawSheets = false));
}
await browser.close();

const figure = (file) => `<figure><a href="${file}">${file.endsWith('.png') ? `<img loading="lazy" src="${file}" alt="">` : 'PDF'}</a><figcaption>${file}</figcaption></figure>`;
const rows = [...taken].map(([path, files]) => `<section><h2>${path}</h2><div>${files.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).map(figure).join('')}</div></section>`);
await writeFile(
  join(folder, 'index.html'),
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Contact sheet</title><style>body{font:14px sans-serif;background:#777;color:#fff}div{display:flex;gap:12px;align-items:start;overflow-x:auto}figure{margin:0}img{height:600px;max-width:600px;object-fit:contain;object-position:top;background:#fff}a{color:#fff}</style>${rows.join('')}</html>\n`,
);
console.log(`${pages.length} pages: ${folder}index.html`);
