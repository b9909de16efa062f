// An export behind a static file server: what visitors get is what the program sends, but for what deploy/README.md says.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import { Bench, binary, freePort, root, run, until } from './lib/bench.mjs';
import { CADDY, NGINX } from './lib/differences.mjs';
import { BROWSER, ask, seen } from './lib/http.mjs';
import { oddRequests, partRequests } from './lib/odd_requests.mjs';
import { allPaths, requests } from './lib/requests.mjs';
import { visitDuring } from './lib/visitors.mjs';

const BASE = 'https://www.example.org';
const VISITORS = 4;
/** Between two requests of a visitor: the machine has other things to do. */

/** The part of a document under a heading, its lines joined. */
async function section(path, heading) {
  const text = await readFile(`${root}/${path}`, 'utf8');
  return text.split(/\n(?=#+ )/).find((one) => one.startsWith(`${heading}\n`));
}

/** Each request's answers compared; resolves with the differences that were met, each of which must be one of `differences`. */
async function compare(program, server, table, differences) {
  const met = new Set();
  for (const request of table) {
    const where = `${request.method ?? 'GET'} ${request.path} ${JSON.stringify(request.headers)}`;
    let expected = await ask(program, request.path, request);
    const found = await ask(server, request.path, request);
    if (isDeepStrictEqual(seen(found), seen(expected))) continue;
    const those = differences.filter(({ when }) => when(request, expected));
    const own = those.find((one) => one.own?.includes(found.status));
    if (own) {
      met.add(own);
      continue;
    }
    const like = those.reduce((other, one) => one.like?.(other) ?? other, request);
    if (like !== request) expected = await ask(program, like.path, like);
    const left = differences.filter(({ when, but }) => but && when(like, expected));
    const but = left.flatMap((one) => one.but);
    const text = left.find((one) => one.text)?.text;
    if (text) [expected, found].forEach((answer) => (answer.body = Buffer.from(text(answer.body, answer.headers['content-encoding']))));
    assert.deepEqual(seen(found, but), seen(expected, but), where);
    assert.equal('etag' in found.headers, 'etag' in expected.headers, where);
    [...those.filter((one) => one.like), ...left].forEach((one) => met.add(one));
  }
  return met;
}

/** Every security header of a page. */
const SECURITY = ['content-security-policy', 'cross-origin-opener-policy', 'permissions-policy', 'referrer-policy', 'strict-transport-security', 'x-content-type-options'];

/** The address of a page's stylesheet. */
const stylesheet = (body, headers) =>
  /href="(\/static\/site\.[0-9a-f]{10}\.css)"/.exec((headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body).toString())[1];

/** Changes every page and the stylesheet of a site, and adds a page. */
async function edit(site) {
  const [home, sheet] = [`${site}/content/site.toml`, `${site}/static/site.css`];
  await writeFile(home, (await readFile(home, 'utf8')).replaceAll('label.fr = "Accueil"', 'label.fr = "Entrée"').replaceAll('label.en = "Home"', 'label.en = "Entry"'));
  await writeFile(sheet, `${await readFile(sheet, 'utf8')}\n.new { color: inherit }\n`);
  const text = ['[page]', ...['slug', 'title', 'description'].flatMap((key) => [`${key}.fr = "nouvelle"`, `${key}.en = "new"`])];
  const part = ['[[sections]]', ...['anchor', 'title', 'text'].flatMap((key) => [`${key}.fr = "nouvelle"`, `${key}.en = "new"`])];
  await writeFile(`${site}/content/pages/new.toml`, [...text, '', ...part, ''].join('\n'));
}

/** The commands of docs/operations.md that replace an export, in a folder for /srv/www, up to the reload: with an export, or back to a folder. */
async function recipe(www, site) {
  const text = await section('docs/operations.md', '### Replace an export by a newer one');
  const [name, exporting, link, lead, reload, ...none] = /```sh\n(.*?)```/s.exec(text)[1].trimEnd().replaceAll('/srv/www', www).replaceAll('/srv/aimf', site).split('\n');
  assert.deepEqual(none, []);
  assert.match(reload, /^ +sudo systemctl reload nginx +# or caddy$/);
  const env = { PATH: process.env.PATH, AIMF: binary };
  const commands = (lines, more = {}) => run('bash', ['-euo', 'pipefail', '-c', ['aimf() { "$AIMF" "$@"; }', ...lines, 'true'].join('\n')], { env: { ...env, ...more } });
  return {
    replace: (more) => commands([name, exporting, link, lead], more),
    goBack: (to) => commands([`NEW=${to}`, link, lead]),
  };
}

/** What is put before a command that runs in a network of its own, whose settings are not the machine's; nothing where there is none to be had. */
async function networkOfItsOwn() {
  const text = await section('docs/operations.md', '### Replace an export by a newer one');
  const [, setting] = [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, commands]) => commands.trim());
  const alone = [...(process.getuid() === 0 ? [] : ['sudo', '-n', '--preserve-env']), 'unshare', '--net', '--pid', '--fork', '--kill-child', '--'];
  const script = `sudo() { "$@"; }; ip link set lo up && ${setting} && exec "$@"`;
  const command = [...alone, 'bash', '-c', script, 'bash'];
  return run(command[0], [...command.slice(1), 'true']).then(() => command, () => undefined);
}

/** Visitors of pages and their stylesheets while `work` is done, each of whom keeps what was sent; resolves with how many answers they got. */
async function readDuring(to, pages, work) {
  const bodies = new Map();
  const reader = () => {
    const kept = new Map();
    return async (turn) => {
      const path = pages[turn % pages.length];
      const former = kept.get(path);
      const page = await ask(to, path, { headers: { 'accept-encoding': BROWSER, ...(former ? { 'if-none-match': former.headers.etag } : {}) } });
      if (page.status === 200) kept.set(path, page);
      else assert.equal(page.status, 304, path);
      const { headers, body } = kept.get(path);
      assert.equal(page.headers.etag, headers.etag, `${path}: the entity-tag`);
      const hash = createHash('sha256').update(body).digest('hex');
      const name = `${path} ${headers.etag}`;
      assert.equal(bodies.get(name) ?? hash, hash, `${path}: two bodies under ${headers.etag}`);
      bodies.set(name, hash);
      // Some come for the stylesheet at once, some a while after the page.
      if (turn % 3 === 0) await pause(200);
      assert.equal((await ask(to, stylesheet(body, headers))).status, 200, `${path}: its stylesheet`);
      return 2;
    };
  };
  const answers = await visitDuring(VISITORS, reader, work);
  assert.equal(bodies.size, 2 * pages.length, 'each page in two forms');
  return answers;
}

/** The rules of an export's `_headers`: a form of paths, which headers are set, and which are taken away before. */
async function headerRules(folder) {
  const rules = [];
  for (const line of (await readFile(`${folder}/_headers`, 'utf8')).split('\n').filter((one) => one && !one.startsWith('#'))) {
    assert.ok(line.length < 2000, line);
    const [, takenAway, name, value] = /^ {2}(?:! ([a-z-]+)|([a-z-]+): (.+))$/.exec(line) ?? [];
    if (line.startsWith('/')) rules.push({ form: line, set: {}, unset: [] });
    else if (takenAway) rules.at(-1).unset.push(takenAway);
    else rules.at(-1).set[name] = value;
  }
  return rules;
}

/** As `pages-shared` of Cloudflare's workers-sdk matches and merges rules. */
function onCloudflare(rules, path) {
  const headers = {};
  for (const { form, set, unset } of rules) {
    const pattern = form.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/:[A-Za-z]\w*/g, '[^/]+');
    if (!new RegExp(`^${pattern}$`).test(path)) continue;
    for (const name of unset) delete headers[name];
    for (const [name, value] of Object.entries(set)) headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

/** As `@netlify/headers-parser` matches rules, and Netlify's command line merges them. */
function onNetlify(rules, path) {
  const part = (one) => (one.startsWith(':') ? '([^/]+)' : one === '*' ? '?(.*)' : one.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '(.*)'));
  const fits = ({ form }) => new RegExp(`^/${form.split('/').filter(Boolean).map(part).join('/')}/?$`, 'iu').test(path);
  return Object.assign({}, ...rules.filter(fits).map(({ set }) => set));
}

const nginxServer = (port, folder) => `server { listen 127.0.0.1:${port}; root ${folder}; include ${folder}/_server.nginx.conf; }\n`;
const caddySite = (port, folder) => `http://www.example.org:${port} {\n\tbind 127.0.0.1\n\troot * ${folder}\n\timport ${folder}/_site.caddy\n}\n`;
const SERVERS = { nginx: { settings: nginxServer, differences: NGINX }, Caddy: { settings: caddySite, differences: CADDY } };

describe('an export', () => {
  let bench;
  let out;
  let prefixed;
  const program = {};
  const programOfPrefixed = {};
  let table;

  before(async () => {
    bench = await Bench.open();
    [out, prefixed] = [bench.path('out'), bench.path('prefixed')];
    [program.port, programOfPrefixed.port] = [await freePort(), await freePort()];
    await both(out, program, BASE);
    await both(prefixed, programOfPrefixed, `${BASE}/aimf`);
    const paths = await allPaths(program);
    const files = [paths.find((path) => path.endsWith('.woff2')), paths.find((path) => path.endsWith('.css')), '/fr/'];
    const etags = await Promise.all(files.map(async (path) => (await ask(program, path)).headers.etag));
    table = [...(await requests(program)), ...oddRequests(), ...partRequests(files, etags)];
  });
  after(() => bench?.close());

  /** The same site as files and served. */
  const both = (folder, { port }, base) =>
    Promise.all([run(binary, ['export', folder, '--base-url', base]), bench.site({ where: port, parameters: ['--base-url', base] })]);

  const serve = (server, settings, port) => bench[server.toLowerCase()](settings, port);

  /** Requests to the site below a path. */
  const ofPrefixed = () => {
    const paths = ['/', '/aimf', '/aimf/', '/aimf/?a', '/aimf/fr', '/aimf/fr/', '/aimf/fr/rien', '/aimf/en/histoire/', '/aimf/history', '/aimf/rien', '/rien', '/fr/', '/aimf/robots.txt', '/aimf/static/site.0123456789.css', '/AIMF/', '/aimf/_headers'];
    return paths.map((path) => ({ path, method: 'GET', headers: { 'accept-encoding': BROWSER, 'accept-language': 'en' } }));
  };

  for (const [server, { settings, differences }] of Object.entries(SERVERS)) {
    it(`behind ${server} answers as the program does, with the differences that deploy/README.md names and no other`, async (t) => {
      const port = await freePort();
      await serve(server, settings(port, out), port);
      const met = await compare(program, { port }, table, differences);
      const told = (await section('deploy/README.md', '### What differs from the program')).replaceAll(/\n */g, ' ');
      for (const one of differences) {
        assert.ok(told.includes(one.says), `deploy/README.md does not say: ${one.says}`);
        assert.ok(met.has(one), `no request meets this difference: ${one.says}`);
      }
      const paths = new Set(table.map(({ path }) => path));
      assert.ok(paths.size > 300, `${paths.size} paths`);
      t.diagnostic(`${table.length} requests to ${paths.size} paths, ${met.size} differences`);
    });

    it(`of a site with a path in its base URL does so behind ${server}`, async () => {
      const port = await freePort();
      await serve(server, settings(port, prefixed), port);
      await compare(programOfPrefixed, { port }, ofPrefixed(), differences);
    });
  }

  it('shares one nginx with another export and with settings of the server\'s own', async () => {
    const [first, second, own] = [await freePort(), await freePort(), await freePort()];
    await mkdir(bench.path('own'));
    await writeFile(bench.path('own/page.html'), '<!--# echo var="uri" -->');
    const settings = `
      map_hash_bucket_size 64;
      map_hash_max_size 512;
      map $uri $aimf_kind { default own; }
      add_header X-Own yes always;
      autoindex on;
      charset iso-8859-1;
      charset_types *;
      error_page 404 405 /page.html;
      expires 1h;
      gzip_types *;
      if_modified_since before;
      index page.html;
      merge_slashes on;
      recursive_error_pages on;
      ssi on;
      server { listen 127.0.0.1:${own}; root ${bench.path('own')}; add_header X-Kind $aimf_kind; }
      ${nginxServer(first, out)} ${nginxServer(second, prefixed)}`;
    await bench.nginx(settings, own);
    await compare(program, { port: first }, table.filter(({ headers }, number) => number % 5 === 0 || headers['if-modified-since']), NGINX);
    await compare(programOfPrefixed, { port: second }, ofPrefixed(), NGINX);
    const { headers, body } = await ask({ port: own }, '/page.html');
    assert.deepEqual([headers['content-type'], headers['cache-control'], body.toString()], ['text/html; charset=iso-8859-1', 'max-age=3600', '/page.html']);
  });

  for (const [server, { settings }] of Object.entries(SERVERS)) {
    const replaced = `is replaced by a newer one behind ${server} as docs/operations.md says, with visitors all the time`;
    it(replaced, async (t) => {
      if (server === 'Caddy' && !process.env.IN_NETWORK_OF_ITS_OWN) {
        const [program, ...parameters] = (await networkOfItsOwn()) ?? [];
        if (!program) return t.skip('no network of its own (unshare) to be had here');
        const { NODE_TEST_CONTEXT, ...env } = process.env;
        const said = await run(program, [...parameters, process.execPath, '--test', '--test-name-pattern', replaced, fileURLToPath(import.meta.url)], { env: { ...env, IN_NETWORK_OF_ITS_OWN: '1' } });
        t.diagnostic(/\d+ answers, 0 failures/.exec(said)[0]);
        return;
      }
      const www = bench.path(`www-${server}`);
      const site = bench.path(`site-${server}`);
      await mkdir(www);
      await run(binary, ['init', site]);
      const port = await freePort();
      const { replace, goBack } = await recipe(www, site);
      await replace();
      const { reload } = await serve(server, settings(port, `${www}/aimf`), port);
      const get = (path, headers = {}) => ask({ port }, path, { headers: { 'accept-encoding': BROWSER, ...headers } });
      const before = await get('/fr/');
      const sheet = stylesheet(before.body, before.headers);
      const first = await readlink(`${www}/aimf`);

      const answers = await readDuring({ port }, ['/fr/', '/en/', '/fr/histoire/', '/en/key-projects/'], async (more) => {
        await edit(site);
        await assert.rejects(replace({ AIMF: 'false' }));
        assert.equal(await readlink(`${www}/aimf`), first, 'an export that fails changes nothing');
        await replace();
        const second = await readlink(`${www}/aimf`);
        assert.notEqual(second, first);
        await more();
        // Nobody has told the server: it serves the former export, whole.
        const between = await get('/fr/');
        assert.deepEqual([between.headers.etag, between.body], [before.headers.etag, before.body]);
        assert.equal((await get('/fr/', { 'if-none-match': before.headers.etag })).status, 304);
        assert.equal((await get(sheet)).headers['cache-control'], 'public, max-age=31536000, immutable');
        assert.equal((await get('/fr/nouvelle/')).status, 404);
        await reload();
        await until('the new page is there', async () => (await get('/fr/nouvelle/')).status === 200);
        await more();
        const now = await get('/fr/', { 'if-none-match': before.headers.etag });
        assert.equal(now.status, 200, 'a changed page is sent to who has the former one');
        assert.notDeepEqual(now.body, before.body);
        assert.notEqual(stylesheet(now.body, now.headers), sheet);
        const former = await get(sheet);
        assert.deepEqual([former.status, former.headers['cache-control']], [200, 'no-cache'], 'a page that is open finds a stylesheet');
        for (const [to, status] of [[first, 404], [second, 200]]) {
          await goBack(to);
          await reload();
          await until('it is gone back', async () => (await get('/fr/nouvelle/')).status === status);
          await more();
        }
        // Nothing needs the former folder any more.
        await rm(`${www}/${first}`, { recursive: true });
        await more();
      });
      t.diagnostic(`${answers} answers, 0 failures`);
    });

    it(`whose files are replaced in their folder is served behind ${server} without a false entity-tag before the reload`, async () => {
      const folder = bench.path(`in-place-${server}`);
      const site = bench.path(`site-in-place-${server}`);
      await run(binary, ['init', site]);
      const exported = (name) => run(binary, ['export', bench.path(name), '--site', site, '--base-url', BASE]);
      await exported(`in-place-${server}`);
      const port = await freePort();
      const { reload } = await serve(server, settings(port, folder), port);
      const get = (path, headers = {}) => ask({ port }, path, { headers: { 'accept-encoding': BROWSER, ...headers } });
      const before = await get('/fr/');
      await edit(site);
      await exported(`newer-${server}`);
      await rm(folder, { recursive: true });
      await rename(bench.path(`newer-${server}`), folder);
      const now = await get('/fr/', { 'accept-encoding': 'identity', 'if-none-match': before.headers.etag });
      assert.deepEqual([now.status, now.body], [200, await readFile(`${folder}/fr/index.html`)]);
      assert.notEqual(now.headers.etag, before.headers.etag);
      for (const name of SECURITY) assert.equal(now.headers[name], before.headers[name], name);
      const added = await get('/fr/nouvelle/');
      assert.deepEqual([added.status, added.headers['cache-control']], [200, 'no-cache']);
      assert.equal((await get(stylesheet(now.body, now.headers))).status, 200);
      for (const path of ['/_headers', '/fr/404.html', '/fr/index.html.br', '/fr/rien']) {
        const { status, headers } = await get(path);
        assert.equal(status, 404, path);
        for (const name of SECURITY) assert.equal(headers[name], before.headers[name], `${path}: ${name}`);
      }
      await reload();
      await until('the settings are the new ones', async () => (await get('/fr/nouvelle/')).headers['cache-control'] === before.headers['cache-control']);
    });
  }

  it('tells static hosts the headers and redirects of the program in _headers and _redirects, however they merge rules', async (t) => {
    const [rules, redirects] = await Promise.all([headerRules(out), readFile(`${out}/_redirects`, 'utf8')]);
    assert.equal(rules[0].form, '/*', 'the first rule is for everything');
    for (const name of SECURITY) assert.ok(rules[0].set[name], name);
    const files = (await readdir(out, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const baseline = rules[0].set;
    let compared = 0;
    for (const { name, parentPath, path: older } of files) {
      const path = `${parentPath ?? older}/${name}`.slice(out.length).replace(/\/index\.html$/, '/');
      if (/\.(br|zst|gz)$|^\/_|404\.html$/.test(path) || path === '/') continue;
      const { headers: sent } = await ask(program, path);
      const { date, etag, vary, connection, 'content-type': type, 'content-length': length, 'accept-ranges': ranges, 'keep-alive': kept, ...expected } = sent;
      assert.deepEqual(onCloudflare(rules, path), expected, path);
      const { ...netlify } = onNetlify(rules, path);
      // What the first rule says, and no later one, cannot be taken away there.
      for (const other of Object.keys(netlify)) if (!(other in expected) && (other in baseline || other === 'content-language')) delete netlify[other];
      assert.deepEqual(netlify, expected, path);
      compared += 1;
    }
    assert.ok(compared > 50, compared);
    const page = (await ask(program, '/fr/')).headers;
    for (const path of ['/', '/nothing', '/fr/rien', '/fr/rien/', '/en/nothing.html', '/404.html']) {
      for (const host of [onCloudflare, onNetlify]) for (const name of SECURITY) assert.equal(host(rules, path)[name], page[name], `${path}: ${name}`);
    }
    const lines = redirects.split('\n').filter((line) => line && !line.startsWith('#'));
    assert.ok(lines.length >= 20, lines.length);
    for (const line of lines) {
      const [from, to, status] = line.split(' ');
      const answer = await ask(program, from);
      assert.deepEqual([answer.headers.location, String(answer.status)], [to, status], line);
      assert.notEqual(from.replace(/\/$/, ''), to.replace(/\/$/, ''), 'hosts would go in circles');
    }
    t.diagnostic(`${rules.length} rules for ${compared} paths`);
  });

  it('has no more rules in _headers with more pages', async () => {
    const site = bench.path('more-pages');
    await run(binary, ['init', site]);
    await edit(site);
    await run(binary, ['export', bench.path('out-of-more'), '--site', site, '--base-url', BASE]);
    const [rules, more] = [await headerRules(out), await headerRules(bench.path('out-of-more'))];
    assert.deepEqual(more.map(({ form }) => form), rules.map(({ form }) => form));
    assert.ok(rules.length <= 100, 'as many as Cloudflare Pages reads');
  });
});
