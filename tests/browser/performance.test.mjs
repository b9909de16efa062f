// Only what a page needs goes over the wire: no script, no cookie, no third party, no error, no layout shift (CLS), little weight.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, Problems, launch } from './lib/browser.mjs';
import { allPages, bytesOnTheWire, origin } from './lib/site.mjs';

/** One first TCP flight of ten segments of 1,460 bytes. */
const FIRST_FLIGHT_BYTES = 14_600;
const FIRST_VIEW_BYTES = 75_000;
/** What is below rounds to the 0 that Lighthouse shows. */
const NO_SHIFT = 0.0005;
const SLOW_FONT_MS = 700;

/** Sums the layout shifts and keeps the policy violations of a page; runs before anything of the page. */
function watch() {
  globalThis.violations = [];
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => globalThis.violations.push(`${violatedDirective} ${blockedURI} ${sample}`));
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      globalThis.shifts.push({ value, moved: sources.map(({ node }) => node?.nodeName?.toLowerCase() + (node?.id ? `#${node.id}` : '')).join(', ') });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Resolves when two frames have been drawn, so that the last shift has been reported. */
function settled() {
  return document.fonts.ready.then(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)))));
}

describe('performance and privacy', async () => {
  let browser;
  let pages;
  before(async () => {
    pages = await allPages();
    browser = await launch();
  });
  after(() => browser?.close());

  it('no page has an error, a cookie, storage, a script, a third party, a CSP violation or a layout shift (CLS)', async () => {
    const problems = new Problems();
    for (const viewport of [PHONE, DESKTOP]) {
      const context = await browser.newContext({ viewport });
      await context.addInitScript(watch);
      const page = await context.newPage();
      let path;
      page.on('console', (message) => {
        // The browser also reports the 404 of a page that is one.
        const expected = path.status === 404 && message.location().url === origin + path.path;
        if (['error', 'warning'].includes(message.type()) && !expected) problems.add(path.path, `console: ${message.text()}`);
      });
      page.on('pageerror', (error) => problems.add(path.path, `script error: ${error.message}`));
      page.on('requestfailed', (request) => {
        const reason = request.failure()?.errorText;
        // The browser fetches the icon when it likes: this test, by going on to the next page, may cut it off.
        const cutOff = reason === 'net::ERR_ABORTED' && request.url() === `${origin}/favicon.svg`;
        if (!cutOff) problems.add(path.path, `failed: ${request.url()} ${reason}`);
      });
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol !== 'data:' && url.origin !== origin) problems.add(path.path, `a third party: ${request.url()}`);
        if (request.resourceType() === 'script') problems.add(path.path, `a script: ${request.url()}`);
      });
      page.on('response', async (response) => {
        const status = response.status();
        if (status >= 400 && response.url() !== origin + path.path) problems.add(path.path, `${status}: ${response.url()}`);
        if ((await response.allHeaders())['set-cookie']) problems.add(path.path, `a cookie from ${response.url()}`);
      });
      for (path of pages) {
        await page.goto(origin + path.path);
        await page.evaluate(settled);
        const found = await page.evaluate(() => ({
          violations: globalThis.violations,
          shifts: globalThis.shifts,
          stored: localStorage.length + sessionStorage.length + document.cookie.length,
          scripts: [...document.scripts].filter(({ type }) => type !== 'application/ld+json').map(({ outerHTML }) => outerHTML.slice(0, 100)),
          inline: [...document.querySelectorAll('*')].filter(({ attributes }) => [...attributes].some(({ name }) => name === 'style' || name.startsWith('on'))).map(({ outerHTML }) => outerHTML.slice(0, 100)),
        }));
        for (const violation of found.violations) problems.add(path.path, `the Content-Security-Policy was violated: ${violation}`);
        for (const html of found.scripts) problems.add(path.path, `a script: ${html}`);
        for (const html of found.inline) problems.add(path.path, `an inline style or handler: ${html}`);
        if (found.stored > 0) problems.add(path.path, 'something was stored in the browser');
        const shift = found.shifts.reduce((sum, { value }) => sum + value, 0);
        if (shift >= NO_SHIFT) problems.add(`${path.path} at ${viewport.width} px`, `the layout shifts by ${shift.toFixed(4)}: ${found.shifts.map(({ moved }) => moved).join(', ')}`);
      }
      if ((await context.cookies()).length > 0) problems.add('the site', 'a cookie was kept');
      await context.close();
    }
    problems.assertNone('clean delivery');
  });

  it('there is no layout shift (CLS) when the fonts come late', async () => {
    const problems = new Problems();
    for (const viewport of [PHONE, DESKTOP]) {
      const context = await browser.newContext({ viewport });
      await context.addInitScript(watch);
      await context.route(/\.(woff2?|ttf|otf)(\?|$)/, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, SLOW_FONT_MS));
        await route.continue();
      });
      // A few pages at a time: each only waits.
      const waiting = [...pages];
      await Promise.all(
        Array.from({ length: 6 }, async () => {
          const page = await context.newPage();
          for (let next = waiting.shift(); next; next = waiting.shift()) {
            await page.goto(origin + next.path);
            await page.evaluate(settled);
            const shifts = await page.evaluate(() => globalThis.shifts);
            const shift = shifts.reduce((sum, { value }) => sum + value, 0);
            if (shift >= NO_SHIFT) problems.add(`${next.path} at ${viewport.width} px`, `late fonts shift the layout by ${shift.toFixed(4)}: ${shifts.map(({ moved }) => moved).join(', ')}`);
          }
        }),
      );
      await context.close();
    }
    problems.assertNone('late fonts');
  });

  it('all content is there without JavaScript', async () => {
    const problems = new Problems();
    const read = async (javaScriptEnabled) => {
      const context = await browser.newContext({ viewport: DESKTOP, javaScriptEnabled });
      const page = await context.newPage();
      const texts = new Map();
      for (const { path } of pages) {
        await page.goto(origin + path);
        texts.set(path, await page.evaluate(() => document.body.innerText));
      }
      await context.close();
      return texts;
    };
    const [without, with_] = await Promise.all([read(false), read(true)]);
    for (const [path, text] of without) {
      if (text.trim().length < 50) problems.add(path, 'the page is all but empty without JavaScript');
      if (text !== with_.get(path)) problems.add(path, 'the text without JavaScript is another one');
    }
    problems.assertNone('the same text without JavaScript');
  });

  it('HTML and stylesheets of any page fit one first TCP flight', async (context) => {
    const problems = new Problems();
    const sheets = new Map();
    let heaviest = { total: 0 };
    for (const { path, html } of pages) {
      let total = await bytesOnTheWire(path);
      for (const [link] of html.matchAll(/<link\b[^>]*>/g)) {
        if (!/\brel="?stylesheet\b/.test(link)) continue;
        const sheet = new URL(/\bhref="?([^"\s>]+)/.exec(link)[1], origin + path).pathname;
        if (!sheets.has(sheet)) sheets.set(sheet, await bytesOnTheWire(sheet));
        total += sheets.get(sheet);
      }
      if (total > heaviest.total) heaviest = { total, path };
      if (total > FIRST_FLIGHT_BYTES) problems.add(path, `${total} bytes of HTML and CSS on the wire, ${FIRST_FLIGHT_BYTES} at most`);
    }
    context.diagnostic(`heaviest: ${heaviest.path}, ${heaviest.total} bytes of HTML and CSS`);
    problems.assertNone('the weight of pages');
  });

  it('the page weight of the whole first view of the home pages is at most 75 kB', async (context) => {
    const homes = pages.filter(({ path }) => /^\/[a-z]{2}\/$/.test(path));
    assert.ok(homes.length > 0, 'there is a home page');
    for (const home of homes) {
      const page = await browser.newPage({ viewport: DESKTOP });
      const urls = new Set();
      page.on('request', (request) => urls.add(request.url()));
      await page.goto(origin + home.path, { waitUntil: 'networkidle' });
      await page.close();
      let total = 0;
      for (const url of urls) if (url.startsWith(origin)) total += await bytesOnTheWire(new URL(url).pathname);
      context.diagnostic(`${home.path}: ${total} bytes in ${urls.size} requests`);
      assert.ok(total <= FIRST_VIEW_BYTES, `${home.path}: ${total} bytes, ${FIRST_VIEW_BYTES} at most: ${[...urls].join(' ')}`);
    }
  });
});
