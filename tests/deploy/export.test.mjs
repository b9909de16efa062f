// An export behind a static file server: what visitors get is what the program sends.

import assert from 'node:assert/strict';
import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { Bench, binary, freePort, run } from './lib/bench.mjs';
import { BROWSER, ask, seen } from './lib/http.mjs';
import { requests } from './lib/requests.mjs';

const BASE = 'https://www.example.org';

/** What the program alone puts into the page of a 404, and what stands before it. */
const LINK_TO_NEAR = /(id="ways-\w+">)<li>.*?<\/li>/;

/** A response without that link, and without the coding that a page with it does not have. */
function plain({ status, headers, body }) {
  const { 'content-encoding': coding, 'content-length': length, ...others } = headers;
  const text = coding === 'br' ? brotliDecompressSync(body) : body;
  return { status, headers: others, body: Buffer.from(text.toString().replace(LINK_TO_NEAR, '$1')) };
}

describe('an export', () => {
  let bench;
  let out;
  let program;
  let table;

  before(async () => {
    bench = await Bench.open();
    out = bench.path('out');
    program = { port: await freePort() };
    await both(out, program, BASE);
    table = await requests(program);
  });
  after(() => bench?.close());

  /** The same site as files and served. */
  const both = (folder, { port }, base) =>
    Promise.all([run(binary, ['export', folder, '--base-url', base]), bench.site({ where: port, parameters: ['--base-url', base] })]);

  /** What nginx serves of an export, compared with what the program says; resolves with the number of requests. */
  async function compareWithNginx(folder, site, requested, port) {
    await bench.nginx(`include ${folder}/_http.nginx.conf;\nserver { listen 127.0.0.1:${port}; root ${folder}; include ${folder}/_server.nginx.conf; }`, port);
    for (const { path, method = 'GET', headers = {} } of requested) {
      let [expected, found] = await Promise.all([site, { port }].map((to) => ask(to, path, { method, headers })));
      if (LINK_TO_NEAR.test(expected.body)) [expected, found] = [plain(expected), plain(found)];
      // nginx says how long the page is that it does not send, as it may (RFC 9110 §8.6); and with a part of a file not that it gives parts.
      const without = { 206: ['accept-ranges'], 304: ['content-length'] }[expected.status];
      assert.deepEqual(seen(found, without), seen(expected, without), `${method} ${path} ${JSON.stringify(headers)}`);
    }
  }

  it('behind nginx is not to be told from the program', async (t) => {
    await compareWithNginx(out, program, table, await freePort());
    t.diagnostic(`${table.length} requests`);
  });

  it('of a site with a path in its base URL neither', async () => {
    const folder = bench.path('prefixed');
    const base = 'https://www.example.org/aimf';
    const site = { port: await freePort() };
    await both(folder, site, base);
    const paths = ['/', '/aimf', '/aimf/', '/aimf/?a', '/aimf/fr', '/aimf/fr/', '/aimf/fr/rien', '/aimf/en/histoire/', '/aimf/history', '/aimf/rien', '/rien', '/fr/', '/aimf/robots.txt'];
    await compareWithNginx(folder, site, paths.map((path) => ({ path, headers: { 'accept-encoding': BROWSER, 'accept-language': 'en' } })), await freePort());
  });

  it('a page that is still open finds the fingerprinted stylesheet of the export before', async () => {
    const folder = bench.path('renewed');
    await cp(out, folder, { recursive: true });
    await writeFile(`${folder}/static/site.0123456789.css`, 'a{}');
    const port = await freePort();
    await compareWithNginx(folder, program, [{ path: '/fr/' }], port);
    const { status, headers, body } = await ask({ port }, '/static/site.0123456789.css');
    assert.deepEqual([status, headers['content-type'], headers['cache-control'], body.toString()], [200, 'text/css', 'public, max-age=31536000, immutable', 'a{}']);
  });

  it('behind Caddy has the statuses, texts, types, codings and lifetimes of the program', async (t) => {
    const port = await freePort();
    await bench.caddy(`http://www.example.org:${port} {\n\tbind 127.0.0.1\n\troot * ${out}\n\timport ${out}/_site.caddy\n}\n`, port);
    // Its own: entity-tags and so 304, parts of files, weights of codings, and where two names are one file.
    const same = ({ path, headers }) => !headers['if-none-match'] && !headers.range && !/index\.html|\/fr\/.*%|\/\/|FR/.test(path) && !/q=0|^\*|x-gzip|GZIP/.test(headers['accept-encoding'] ?? '');
    const compared = table.filter(same);
    for (const { name, path, method, headers } of compared) {
      const [expected, found] = await Promise.all([program, { port }].map(async (to) => {
        const response = await ask(to, path, { method, headers });
        const { date, server, etag, connection, vary, 'accept-ranges': ranges, 'keep-alive': kept, 'transfer-encoding': transfer, 'content-length': length, ...rest } = response.headers;
        // A redirect's headers matter to nobody but its place and lifetime.
        const headersOf = response.status < 300 || response.status >= 400 ? rest : { location: rest.location };
        return { status: response.status, headers: headersOf, body: response.status < 300 || response.status >= 400 ? response.body.toString('base64') : '' };
      }));
      assert.deepEqual(found, expected, name);
    }
    const { headers: { etag } } = await ask({ port }, '/fr/', { headers: { 'accept-encoding': BROWSER } });
    assert.equal((await ask({ port }, '/fr/', { headers: { 'accept-encoding': BROWSER, 'if-none-match': etag } })).status, 304);
    t.diagnostic(`${compared.length} requests`);
  });

  it('tells static hosts the headers and redirects of the program in _headers and _redirects', async () => {
    const [headers, redirects] = await Promise.all(['_headers', '_redirects'].map((name) => readFile(`${out}/${name}`, 'utf8')));
    const rules = new Map();
    let rule;
    for (const line of headers.split('\n').filter((one) => one && !one.startsWith('#'))) {
      if (line.startsWith('/')) rules.set(line, (rule = {}));
      else {
        const [, name, value] = /^ {2}([a-z-]+): (.+)$/.exec(line);
        assert.ok(line.length < 2000, line);
        rule[name] = value;
      }
    }
    assert.ok(rules.size <= 100, `${rules.size} rules`);
    const matching = (path) => [...rules].filter(([pattern]) => (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path));
    const files = (await readdir(out, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    let compared = 0;
    for (const { name, parentPath, path: older } of files) {
      const path = `${parentPath ?? older}/${name}`.slice(out.length).replace(/\/index\.html$/, '/');
      if (/\.(br|zst|gz)$|^\/_|404\.html$/.test(path) || path === '/') continue;
      const { headers: sent } = await ask(program, path);
      const { date, etag, vary, connection, 'content-type': type, 'content-length': length, 'accept-ranges': ranges, 'keep-alive': kept, ...expected } = sent;
      const found = matching(path);
      assert.equal(found.length, 1, `${path}: one rule, or their headers would add up`);
      assert.deepEqual(found[0][1], expected, path);
      compared += 1;
    }
    assert.ok(compared > 50, compared);
    const lines = redirects.split('\n').filter((line) => line && !line.startsWith('#'));
    assert.ok(lines.length >= 20, lines.length);
    for (const line of lines) {
      const [from, to, status] = line.split(' ');
      const answer = await ask(program, from);
      assert.deepEqual([answer.headers.location, String(answer.status)], [to, status], line);
      assert.notEqual(from.replace(/\/$/, ''), to.replace(/\/$/, ''), 'hosts would go in circles');
    }
  });
});
