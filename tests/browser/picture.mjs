// Writes docs/home.webp, the picture of the home page that the README shows.

import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launch } from './lib/browser.mjs';
import { newCanvasPage } from './lib/pixels.mjs';
import { origin } from './lib/site.mjs';

const LIMIT_BYTES = 60_000;
const WINDOW = { width: 1280, height: 800 };

const file = fileURLToPath(new URL('../../docs/home.webp', import.meta.url));
const browser = await launch();
const page = await browser.newPage({ viewport: WINDOW, colorScheme: 'light' });
await page.goto(`${origin}/fr/`);
await page.evaluate(() => document.fonts.ready);
const png = await page.screenshot();

const canvas = await newCanvasPage(browser);
let picture;
// The best quality that keeps the picture small.
for (const quality of [0.95, 0.9, 0.85, 0.8, 0.7, 0.6]) {
  const base64 = await canvas.evaluate(
    async ([image, wanted]) => {
      const { width, height, data } = await globalThis.decodePng(image);
      const surface = document.createElement('canvas');
      Object.assign(surface, { width, height });
      surface.getContext('2d').putImageData(new ImageData(data, width, height), 0, 0);
      return surface.toDataURL('image/webp', wanted).split(',')[1];
    },
    [png.toString('base64'), quality],
  );
  picture = Buffer.from(base64, 'base64');
  if (picture.length <= LIMIT_BYTES) break;
}
await browser.close();
await mkdir(fileURLToPath(new URL('../../docs/', import.meta.url)), { recursive: true });
await writeFile(file, picture);
console.log(`${file}: ${picture.length} bytes, ${WINDOW.width} × ${WINDOW.height}`);
