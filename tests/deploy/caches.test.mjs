// A shared cache in front of the program: the program is asked little, and may be stopped.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Bench, deployed, freePort, until } from './lib/bench.mjs';
import { BROWSER, ask, figure, seen } from './lib/http.mjs';
import { allPaths } from './lib/requests.mjs';

const NAME = 'www.example.org';
const BASE = `https://${NAME}`;
/** `max-age` of a page. */
const FRESH_MS = 60_000;
const ROUNDS = 20;
const OF_THE_CACHE = ['x-cache', 'age', 'accept-ranges'];
const BROWSERS = [BROWSER, 'gzip, deflate, br', 'br;q=1.0, gzip;q=0.8, *;q=0.1', 'gzip', 'gzip,deflate', 'zstd', 'br;q=0, gzip', undefined];
const coded = (coding) => (coding === undefined ? {} : { 'accept-encoding': coding });

describe('shared caches', () => {
  let bench;
  let paths;
  const caches = new Map();

  before(async () => {
    bench = await Bench.open();
    for (const name of ['nginx', 'Varnish']) {
      const [admin, direct] = [await freePort(), await freePort()];
      const socketPath = bench.path(`${name}.sock`);
      const start = () => bench.site({ where: socketPath, admin, parameters: ['--listen', `127.0.0.1:${direct}`, '--base-url', BASE] });
      caches.set(name, { direct: { port: direct }, admin, socketPath, start, site: await start() });
    }
    // Each cache stands between nginx with TLS and the program, as `deploy` says.
    const certificate = await bench.certificate(NAME);
    const front = async (cache, more = '') => {
      const [plain, secure, behind] = [await freePort(), await freePort(), await freePort()];
      cache.to = { port: secure, ca: await readFile(certificate.certificate), servername: NAME };
      const { text, log } = await bench.aimfConf({ server: `127.0.0.1:${behind}`, plain, secure, ...certificate });
      cache.log = log;
      await bench.nginx(`${text}${more.replace('listen 127.0.0.1:6081', `listen 127.0.0.1:${behind}`)}`, secure);
      return behind;
    };
    const kept = await deployed('nginx/cache.conf', {
      'unix:/run/aimf/aimf.sock': `unix:${caches.get('nginx').socketPath}`,
      '/var/lib/nginx/aimf': bench.path('kept'),
      '/var/log/nginx/error.log': bench.path('cache-error.log'),
    });
    await front(caches.get('nginx'), kept);
    const varnish = caches.get('Varnish');
    await bench.varnish(await deployed('varnish/aimf.vcl', { '/run/aimf/aimf.sock': varnish.socketPath }), await front(varnish));
    paths = await allPaths(varnish.direct);
  });
  after(() => bench?.close());

  const asked = ({ admin }) => figure(admin, 'aimf_http_requests_total');

  it('keep to Vary: each browser gets what the program would give, by its codings and languages', async () => {
    for (const [name, cache] of caches) {
      // Twice: what the first fetches, the second finds.
      for (const round of [1, 2]) {
        for (const path of ['/fr/', '/en/history/', '/favicon.ico', '/fr/rien', '/fr/histoire', paths.find((one) => one.endsWith('.css')), paths.find((one) => one.endsWith('.woff2'))]) {
          for (const coding of BROWSERS) {
            const [expected, found] = await Promise.all([cache.direct, cache.to].map(async (to) => seen(await ask(to, path, { headers: coded(coding) }), OF_THE_CACHE)));
            assert.deepEqual(found, expected, `${name}, round ${round}: ${path} ${coding}`);
          }
        }
        for (const language of ['fr', 'en', 'en-GB,en;q=0.9', 'de', undefined, 'fr;q=0.1, en']) {
          const headers = language ? { 'accept-language': language } : {};
          const [expected, found] = await Promise.all([cache.direct, cache.to].map(async (to) => seen(await ask(to, '/', { headers }), OF_THE_CACHE)));
          assert.deepEqual(found, expected, `${name}, round ${round}: / ${language}`);
        }
      }
    }
  });

  it('ask the program once for what many visitors ask for: the others are cache hits', async (t) => {
    for (const [name, cache] of caches) {
      const ask20Times = async () => {
        const before = await asked(cache);
        for (let round = 0; round < ROUNDS; round += 1) {
          await Promise.all(
            paths.map(async (path) => {
              const { status, headers } = await ask(cache.to, path, { headers: coded(BROWSERS[round % BROWSERS.length]) });
              assert.equal(status, 200, path);
              assert.ok(headers['x-cache'], path);
            }),
          );
        }
        return (await asked(cache)) - before;
      };
      const began = Date.now();
      const requests = ROUNDS * paths.length;
      const percent = (fetched) => `${((1 - fetched / requests) * 100).toFixed(1)} %`;
      const cold = await ask20Times();
      const warm = await ask20Times();
      t.diagnostic(`${name}: ${requests} requests on a cold cache, ${cold} of them to the program: a hit rate of ${percent(cold)}; then ${warm}: ${percent(warm)}`);
      // Four answers to eight ways of asking; and Varnish asks every two seconds how the program is.
      assert.ok(cold < requests / 4, `${name}: ${cold}`);
      // Later, the first pages are stale.
      if (Date.now() - began < FRESH_MS / 2) assert.ok(warm < requests / 20, `${name}: ${warm}`);
      // A visitor's own copy is compared by the cache.
      const { headers } = await ask(cache.to, '/fr/', { headers: coded(BROWSER) });
      const again = await ask(cache.to, '/fr/', { headers: { ...coded(BROWSER), 'if-none-match': headers.etag } });
      assert.equal(again.status, 304, name);
    }
  });

  it('serve a stale page while they revalidate it, and for days if the program is stopped', async (t) => {
    const page = async ({ to }, path = '/fr/') => ask(to, path, { headers: coded(BROWSER) });
    for (const cache of caches.values()) {
      assert.equal((await page(cache)).status, 200);
      assert.equal((await ask(cache.to, '/', { headers: { 'accept-language': 'en' } })).status, 302);
    }
    await pause(FRESH_MS + 1500);
    for (const [name, cache] of caches) {
      // Stale by now: served from the cache, while the cache asks the program behind the visitor's back.
      const before = await asked(cache);
      const { status, headers } = await page(cache);
      assert.equal(status, 200);
      assert.match(headers['x-cache'], /^(STALE|UPDATING|HIT)$/, name);
      await until(`${name} fetches it anew`, async () => (await asked(cache)) > before);
      await until(`${name} has it anew`, async () => /^(HIT)$/.test((await page(cache)).headers['x-cache']));
    }
    // Stopped, and stale once more.
    await Promise.all([...caches.values()].map(({ site }) => site.stop()));
    await pause(FRESH_MS + 1500);
    for (const [name, cache] of caches) {
      for (let visit = 0; visit < 5; visit += 1) {
        const { status, body, headers } = await page(cache);
        assert.equal(status, 200, name);
        assert.equal(headers['content-encoding'], 'br', name);
        assert.ok(body.length > 1000, name);
      }
      const known = await ask(cache.to, '/', { headers: { 'accept-language': 'en' } });
      assert.deepEqual([known.status, known.headers.location], [302, '/en/'], name);
      const unknown = await ask(cache.to, '/', { headers: { 'accept-language': 'xx' } });
      assert.deepEqual([unknown.status, new URL(unknown.headers.location, BASE).pathname], [302, '/fr/'], name);
      const style = paths.find((path) => path.endsWith('.css'));
      assert.equal((await page(cache, style)).status, 200, name);
      // What nobody has asked for before.
      const { status, headers, body } = await page(cache, '/fr/nothing-yet');
      assert.deepEqual([status, headers['retry-after']], [503, '30'], name);
      assert.match(body.toString(), /Le site revient bientôt/, name);
    }
    // And it comes back.
    for (const [name, cache] of caches) {
      cache.site = await cache.start();
      await until(`${name} asks it again`, async () => (await ask(cache.to, `/fr/rien-${Math.random()}`)).status === 404);
      assert.equal((await page(cache)).status, 200, name);
    }
    t.diagnostic(`${[...caches.keys()].join(' and ')}: every request answered with the program stopped`);
  });
});
