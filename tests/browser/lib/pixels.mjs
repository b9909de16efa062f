// What changed between two screenshots, as an eye would tell.

/**
 * Compares PNGs of the same size inside `canvasPage` (any page of the same browser).
 * `strong` is the number of pixels whose contrast between the two states is at least 3:1 (WCAG 2.2, 2.4.13), `any` of those that differ at all.
 */
export function difference(canvasPage, before, after) {
  return canvasPage.evaluate(
    async (images) => {
      const [a, b] = await Promise.all(images.map(globalThis.decodePng));
      if (a.width !== b.width || a.height !== b.height) throw new Error('screenshots differ in size');
      let strong = 0;
      let any = 0;
      for (let i = 0; i < a.data.length; i += 4) {
        const [light, dark] = [globalThis.luminance(a.data, i), globalThis.luminance(b.data, i)].sort((x, y) => y - x);
        if (light !== dark) any += 1;
        if ((light + 0.05) / (dark + 0.05) >= 3) strong += 1;
      }
      return { strong, any };
    },
    [before, after].map((png) => png.toString('base64')),
  );
}

/** The share of a PNG's pixels that stand out, at 3:1 or more, from the colour of its first pixel: its ink. */
export function ink(canvasPage, png) {
  return canvasPage.evaluate(async (image) => {
    const { data } = await globalThis.decodePng(image);
    const paper = globalThis.luminance(data, 0);
    let strong = 0;
    for (let i = 0; i < data.length; i += 4) {
      const value = globalThis.luminance(data, i);
      if ((Math.max(value, paper) + 0.05) / (Math.min(value, paper) + 0.05) >= 3) strong += 1;
    }
    return strong / (data.length / 4);
  }, png.toString('base64'));
}

/** A blank page that can decode pictures. */
export async function newCanvasPage(browser) {
  const page = await browser.newPage();
  await page.evaluate(() => {
    globalThis.decodePng = async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      context.drawImage(bitmap, 0, 0);
      return context.getImageData(0, 0, bitmap.width, bitmap.height);
    };
    // Relative luminance, as WCAG 2.2 defines it.
    globalThis.luminance = (data, i) => {
      const [red, green, blue] = [data[i], data[i + 1], data[i + 2]].map((channel) => {
        const share = channel / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
  });
  return page;
}
