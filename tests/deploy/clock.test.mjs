// The machine's clock is set back and forth under a running server (libfaketime): the site goes on, and only its dates follow, those of
// pages included.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { Bench, binary, freePort, run, until } from './lib/bench.mjs';
import { ask } from './lib/http.mjs';

const DAY_S = 86_400;
const PAGE = '/en/vision-and-objectives/';

/** The library that stands between a program and its clock. */
const FAKETIME = (await run('dpkg', ['-L', 'libfaketime'])).split('\n').find((path) => path.endsWith('/libfaketime.so.1'));

describe('the clock', () => {
  let bench;
  let site;
  let port;
  let clock;

  before(async () => {
    bench = await Bench.open();
    await run(binary, ['init', bench.path('site')]);
    clock = await bench.write('clock', '+0\n');
    port = await freePort();
    // What counts elapsed time is no clock: the kernel does not set it back.
    const env = { LD_PRELOAD: FAKETIME, FAKETIME_TIMESTAMP_FILE: clock, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' };
    site = await bench.site({ where: port, env, parameters: ['--site', bench.path('site'), '--watch=poll'] });
  });
  after(() => bench?.close());

  const page = async (path) => {
    const { status, headers, body } = await ask({ port }, path);
    return { status, text: body.toString(), ahead: (Date.parse(headers.date) - Date.now()) / 1000 };
  };
  let latest = 0;
  const set = async (days) => {
    await writeFile(clock, `${days < 0 ? '-' : '+'}${Math.abs(days)}d\n`);
    // hyper makes the date anew when the clock has gone on by a second: after the clock was set back, answers keep the later one.
    latest = Math.max(latest, days);
    await until('the dates of answers follow', async () => Math.abs((await page('/fr/')).ahead - latest * DAY_S) < 60);
  };
  const edit = async (title) => {
    const file = bench.path('site/content/vision.toml');
    const before = await readFile(file, 'utf8');
    const edited = before.replace(/^title\.en = .*$/m, `title.en = "${title}"`);
    assert.notEqual(before, edited);
    await writeFile(file, edited);
    await until(`${title} is served`, async () => (await page(PAGE)).text.includes(title));
  };

  it('comes to midnight: a page has its first day in the time zone of the site', async () => {
    const own = bench.path('midnight');
    await run(binary, ['init', own]);
    const privacy = await readFile(bench.path('midnight/content/pages/privacy.toml'), 'utf8');
    await writeFile(bench.path('midnight/content/pages/privacy.toml'), `publish_from = 2027-03-27\n${privacy}`);
    // Midnight in Paris, where it is winter.
    const start = await bench.write('midnight-clock', '@2027-03-26 22:59:50\n');
    const where = await freePort();
    const env = { TZ: 'UTC', LD_PRELOAD: FAKETIME, FAKETIME_TIMESTAMP_FILE: start, FAKETIME_DONT_FAKE_MONOTONIC: '1' };
    const there = await bench.site({ where, env, parameters: ['--site', own] });
    const status = async () => (await ask({ port: where }, '/fr/donnees-personnelles/')).status;
    assert.equal(await status(), 404);
    await until('the page is there', async () => (await status()) === 200);
    await there.stop();
  });

  it('is set back and forth: answers, edits and the files of earlier editions go on', async () => {
    const stylesheet = /href="(\/static\/site\.[0-9a-f]+\.css)"/.exec((await page('/fr/')).text)[1];
    const css = bench.path('site/static/site.css');
    await writeFile(css, `${await readFile(css, 'utf8')}\n.another { color: CanvasText }\n`);
    await until('another stylesheet is served', async () => !(await page('/fr/')).text.includes(stylesheet));
    for (const [turn, days] of [-2, 0, 3000, -9000, 0].entries()) {
      await set(days);
      for (const path of ['/fr/', '/en/history/', PAGE, stylesheet]) assert.equal((await page(path)).status, 200, `${days} days: ${path}`);
      await edit(`Turn ${turn} of the clock`);
    }
    await site.stop();
    assert.equal(site.child.exitCode, 0, site.log);
  });
});
