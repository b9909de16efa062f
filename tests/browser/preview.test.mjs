// `aimf preview` in a browser: an editor sees each saved text at once, what is wrong, and where each text stands.

import assert from 'node:assert/strict';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, SCHEMES, launch } from './lib/browser.mjs';
import { newSite, start } from './lib/program.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('preview', () => {
  let folder;
  let preview;
  let browser;
  let page;

  /** Changes a file as editors' programs do: written beside it, then put in its place. */
  async function save(path, change) {
    const file = join(folder, path);
    const before = await readFile(file, 'utf8');
    const now = change(before);
    assert.notEqual(now, before, `${path} was to change`);
    await writeFile(`${file}~`, now);
    await rename(`${file}~`, file);
    return before;
  }

  before(async () => {
    folder = await newSite();
    preview = await start('preview', folder, ['--lang', 'fr', '--watch=poll']);
    browser = await launch();
    page = await browser.newPage({ viewport: DESKTOP });
    await page.addInitScript({ content: axe });
    await page.goto(new URL('/fr/vision-et-objectifs/', preview.address).href);
    await page.locator('#preview-keyboard').waitFor();
  });

  after(async () => {
    await browser?.close();
    await preview?.stop();
  });

  /** What axe says of all that the preview adds to the page, in both schemes. */
  async function findings() {
    const found = [];
    for (const scheme of SCHEMES) {
      await page.emulateMedia({ colorScheme: scheme });
      const { violations } = await page.evaluate(() =>
        axe.run({ include: [['[id^=preview-]']] }, { rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } } }),
      );
      found.push(...violations.map(({ id, nodes }) => `${scheme}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ')}`));
    }
    await page.emulateMedia({ colorScheme: 'light' });
    return found;
  }

  it('live reload shows a saved title without a reload by hand', async () => {
    await save('content/vision.toml', (text) => text.replace('"Vision et objectifs"', '"Où nous allons"'));
    await page.locator('h1', { hasText: 'Où nous allons' }).waitFor();
  });

  it('a text says its file and line to the pointer, with a link that opens the editor there', async () => {
    await page.locator('#preview-keyboard').waitFor();
    await page.locator('h1 [data-place]').hover();
    const link = page.locator('#preview-place a');
    await link.waitFor();
    assert.match(await link.textContent(), /^content\/vision\.toml:\d+:\d+$/);
    assert.match(await link.getAttribute('href'), new RegExp(`^vscode://file${folder}/content/vision\\.toml:\\d+:\\d+$`));
    assert.deepEqual(await findings(), []);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('#preview-place button', { hasText: 'Copier le chemin' }).click();
    await page.locator('#preview-place button', { hasText: 'Chemin copié' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${folder}/content/vision.toml`);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#preview-place').count(), 0);
  });

  it('a text says the same to the focus of the keyboard, for who asks for it', async () => {
    const button = page.locator('#preview-keyboard');
    assert.equal(await button.textContent(), 'Parcourir les textes au clavier');
    await button.press('Enter');
    await page.locator('h1 [data-place]').focus();
    await page.locator('#preview-place a').waitFor();
    const focused = () => page.evaluate(() => document.activeElement.closest('#preview-place') ? document.activeElement.localName : document.activeElement.dataset.place);
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'a');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'button');
    await page.keyboard.press('Tab');
    assert.match(await focused(), /^content\//);
    await button.press('Enter');
    assert.equal(await page.locator('main [data-place][tabindex]').count(), 0);
    await page.keyboard.press('Escape');
  });

  it('a bad edit is told in the page, over the last good version, until it is mended', async () => {
    const good = await save('content/vision.toml', (text) => text.replace('"Où nous allons"', '« Où nous allons »'));
    const report = page.locator('#preview-report');
    await report.waitFor();
    assert.match(await report.textContent(), /content\/vision\.toml:\d+:\d+/);
    assert.match(await report.textContent(), /le site public n’a pas changé/);
    assert.equal(await page.locator('h1').textContent(), 'Où nous allons');
    assert.deepEqual(await findings(), []);
    await save('content/vision.toml', () => good);
    await report.waitFor({ state: 'detached' });
  });

  it('warnings are a small bar that opens their list, each with its file and line', async () => {
    const warnings = page.locator('#preview-warnings');
    // The facts that the association has yet to give are none of the editor's doing.
    assert.equal(await warnings.locator('summary').textContent(), 'Un avertissement');
    assert.equal(await warnings.locator('ol > li').count(), 1);
    const first = warnings.locator('li a').first();
    assert.equal(await first.isVisible(), false);
    await warnings.locator('summary').click();
    assert.match(await first.textContent(), /^content\/.*:\d+:\d+$/);
    assert.deepEqual(await findings(), []);
    await warnings.locator('summary').click();
  });

  it('a translation that is no longer of its text is marked, and says what changed', async () => {
    await page.goto(new URL('/en/vision-and-objectives/', preview.address).href);
    await page.locator('#preview-keyboard').waitFor();
    // The French title was changed above: the English one is to be read again.
    const title = page.locator('h1 [data-state]');
    await title.hover();
    const tip = page.locator('#preview-place');
    await tip.waitFor();
    assert.match(await tip.textContent(), /a changé depuis sa traduction «\sen\s».*maintenant\s: «\sOù nous allons/);
    assert.deepEqual(await findings(), []);
  });

  it('ten tabs are all loaded, and each shows what is saved', async () => {
    const context = await browser.newContext();
    const tabs = await Promise.all(Array.from({ length: 10 }, () => context.newPage()));
    const address = new URL('/fr/vision-et-objectifs/', preview.address).href;
    await Promise.all(tabs.map((tab) => tab.goto(address)));
    await Promise.all(tabs.map((tab) => tab.locator('#preview-keyboard').waitFor()));
    await save('content/vision.toml', (text) => text.replace('"Où nous allons"', '"Là où nous allons"'));
    await Promise.all(tabs.map((tab) => tab.locator('h1', { hasText: 'Là où nous allons' }).waitFor()));
    await context.close();
  });

  it('a page says that the program has stopped, and is loaded again when it is back', async () => {
    await page.goto(new URL('/fr/vision-et-objectifs/', preview.address).href);
    await page.locator('#preview-keyboard').waitFor();
    await preview.end();
    const stopped = page.locator('#preview-stopped');
    await stopped.waitFor();
    assert.match(await stopped.textContent(), /L’aperçu est arrêté.*relancez/);
    assert.deepEqual(await findings(), []);
    await save('content/vision.toml', (text) => text.replace('"Là où nous allons"', '"Nous y voilà"'));
    preview = await start('preview', folder, ['--lang', 'fr', '--watch=poll'], new URL(preview.address).port);
    await page.locator('h1', { hasText: 'Nous y voilà' }).waitFor();
    assert.equal(await stopped.count(), 0);
  });
});
