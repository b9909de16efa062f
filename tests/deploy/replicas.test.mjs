// Three replicas behind nginx are one site: replicas may die, and new content may reach one after the other.

import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Bench, binary, deployed, freePort, run, until } from './lib/bench.mjs';
import { BROWSER, ask, secureKeeper } from './lib/http.mjs';
import { visitDuring } from './lib/visitors.mjs';

const NAME = 'www.example.org';
const VISITORS = 6;
const PAGES = ['/fr/', '/en/', '/fr/histoire/', '/en/key-projects/', '/fr/contact/'];

describe('replicas', () => {
  let bench;
  let sites;
  let ports;
  let replicas;
  let proxy;

  const start = (number) => bench.site({ where: ports[number], parameters: ['--site', sites[number], '--base-url', 'https://www.example.org', '--watch'] });
  const page = async (to, path) => ask(to, path, { headers: { 'accept-encoding': BROWSER } });
  const stylesheet = (html) => /href="(\/static\/site\.[0-9a-f]{10}\.css)"/.exec(html)[1];

  before(async () => {
    bench = await Bench.open();
    // The same files in three places, written at different times.
    sites = [0, 1, 2].map((number) => bench.path(`site-${number}`));
    await run(binary, ['init', sites[0]]);
    for (const site of sites.slice(1)) await cp(sites[0], site, { recursive: true });
    ports = [await freePort(), await freePort(), await freePort()];
    replicas = await Promise.all([0, 1, 2].map(start));
    const [plain, secure] = [await freePort(), await freePort()];
    const certificate = await bench.certificate(NAME);
    proxy = { port: secure, ca: await readFile(certificate.certificate), servername: NAME };
    const upstream = await deployed('nginx/replicas.conf', {
      '127.0.0.1:8091': `127.0.0.1:${ports[0]}`,
      '127.0.0.1:8092': `127.0.0.1:${ports[1]}`,
      '127.0.0.1:8093': `127.0.0.1:${ports[2]}`,
    });
    const { text } = await bench.aimfConf({ upstream, plain, secure, ...certificate });
    await bench.nginx(text, secure);
  });
  after(() => bench?.close());

  /** Visitors who read pages and their stylesheets until `work` is done; resolves with how many answers they got, and which stylesheets. */
  async function readDuring(work) {
    const sheets = new Set();
    const agent = secureKeeper();
    const read = async (turn) => {
      const path = PAGES[turn % PAGES.length];
      const { status, body } = await ask(proxy, path, { agent });
      assert.equal(status, 200, path);
      assert.ok(body.toString().endsWith('</html>'), path);
      const sheet = stylesheet(body.toString());
      sheets.add(sheet);
      // Some come for it at once, some a while after the page.
      if (turn % 3 === 0) await pause(200);
      const style = await ask(proxy, sheet, { agent });
      assert.equal(style.status, 200, sheet);
      return 2;
    };
    const answers = await visitDuring(VISITORS, () => read, work).finally(() => agent.destroy());
    return { answers, sheets };
  }

  it('give the same entity-tags to the same content', async () => {
    for (const path of [...PAGES, '/favicon.ico', '/data/aimf.json', '/sitemap.xml']) {
      const tags = await Promise.all(ports.map(async (port) => (await page({ port }, path)).headers.etag));
      assert.match(tags[0], /^"[0-9a-f]{24}"$/);
      assert.deepEqual(tags, Array(3).fill(tags[0]), path);
    }
  });

  it('fail over unnoticed when one of them is killed, and comes back', async (t) => {
    const { answers } = await readDuring(async (more) => {
      await replicas[1].stop('SIGKILL');
      await more();
      await more();
      replicas[1] = await start(1);
    });
    t.diagnostic(`${answers} answers, 0 failures`);
  });

  it('take new content by a rolling update, and no visitor is without a page or its stylesheet', async (t) => {
    const old = stylesheet((await ask(proxy, '/fr/')).body.toString());
    const { answers, sheets } = await readDuring(async (more) => {
      for (const [number, site] of sites.entries()) {
        const before = (await ask({ port: ports[number] }, '/fr/')).headers.etag;
        const file = `${site}/static/site.css`;
        await writeFile(file, `${await readFile(file, 'utf8')}\n.new { color: inherit }\n`);
        await until('the replica publishes', async () => (await ask({ port: ports[number] }, '/fr/')).headers.etag !== before);
        await more();
      }
    });
    assert.equal(sheets.size, 2, [...sheets].join(' '));
    for (const port of ports) assert.equal((await ask({ port }, old)).status, 200, 'the stylesheet of a page that is still open');
    t.diagnostic(`${answers} answers, 0 failures`);
  });
});
