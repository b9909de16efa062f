// nginx, Caddy and HAProxy in front of the program, as `deploy` sets them up: what visitors get is what the program sends.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { connect as connectSecurely } from 'node:http2';
import { connect } from 'node:net';
import { join } from 'node:path';
import { connect as connectByTls } from 'node:tls';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Bench, deployed, freePort, root, until } from './lib/bench.mjs';
import { BROWSER, ask, figure, keeper, seen } from './lib/http.mjs';
import { requests } from './lib/requests.mjs';

const NAME = 'www.example.org';

describe('proxies', () => {
  let bench;
  let certificate;
  let table;
  const direct = {};
  const proxies = new Map();

  const startSite = () =>
    bench.site({
      where: direct.port,
      admin: direct.admin,
      accessLog: 'on',
      parameters: ['--listen', `unix:${direct.socketPath}`, '--base-url', `https://${NAME}`, '--trusted-proxy', 'unix', '--trusted-proxy', '127.0.0.1'],
    });

  before(async () => {
    bench = await Bench.open();
    certificate = await bench.certificate(NAME);
    const [ca, key] = [await readFile(certificate.certificate), await readFile(certificate.key)];
    const both = await bench.write('both.pem', `${ca}${key}`);
    direct.port = await freePort();
    direct.admin = await freePort();
    direct.socketPath = bench.path('aimf.sock');
    // One program, reached in both ways.
    direct.site = await startSite();
    for (const [way, server] of [
      ['a unix socket', `unix:${direct.socketPath}`],
      ['TCP', `127.0.0.1:${direct.port}`],
    ]) {
      const [plain, secure, caddy, caddyPlain, haproxy, haproxyPlain] = await Promise.all(Array.from({ length: 6 }, freePort));
      const { text, log, errorLog } = await bench.aimfConf({ server, plain, secure, ...certificate });
      const nginx = await bench.nginx(text, secure);
      const nginxLog = async () => `${await readFile(log, 'utf8')}${await readFile(errorLog, 'utf8')}${nginx.log}`;
      proxies.set(`nginx by ${way}`, { port: secure, ca, servername: NAME, plain, log: nginxLog });
      const caddyfile = await deployed('caddy/Caddyfile', {
        '\tlog {': `\thttp_port ${caddyPlain}\n\thttps_port ${caddy}\n\tlog {`,
        '{$AIMF_NAME:www.example.org} {': `www.example.org {\n\tbind 127.0.0.1\n\ttls ${certificate.certificate} ${certificate.key}`,
        '{$AIMF_UPSTREAM:unix//run/aimf/aimf.sock}': server.replace('unix:', 'unix/'),
        'http://, https:// {': 'http://, https:// {\n\tbind 127.0.0.1',
      });
      const caddyServer = await bench.caddy(caddyfile, caddy);
      proxies.set(`Caddy by ${way}`, { port: caddy, ca, servername: NAME, log: async () => caddyServer.log });
      const cfg = await deployed('haproxy/haproxy.cfg', {
        '    user haproxy\n    group haproxy\n': '',
        '    stats socket /run/haproxy/admin.sock mode 660 level admin\n': '',
        'log /dev/log local0': 'log stdout format raw local0',
        'bind :::80 v4v6': `bind 127.0.0.1:${haproxyPlain}`,
        'bind :::443 v4v6': `bind 127.0.0.1:${haproxy}`,
        '/etc/haproxy/certs/': both,
        'unix@/run/aimf/aimf.sock': server.replace('unix:', 'unix@'),
      });
      const haproxyServer = await bench.haproxy(cfg, haproxy);
      proxies.set(`HAProxy by ${way}`, { port: haproxy, ca, servername: NAME, plain: haproxyPlain, log: async () => haproxyServer.log, passesBytesOn: true });
    }
    for (const where of proxies.values()) where.since = (await where.log()).length;
    table = await requests({ port: direct.port });
  });
  after(() => bench?.close());

  const to = ({ port, ca, servername }) => ({ port, ca, servername });

  it('pass on statuses, bodies, codings, entity-tags, 304 and every header as they are', async (t) => {
    const expected = new Map();
    for (const { name, path, method, headers } of table) expected.set(name, seen(await ask({ port: direct.port }, path, { method, headers })));
    assert.ok([...expected.values()].filter(({ status }) => status === 304).length >= 40);
    for (const coding of ['br', 'zstd', 'gzip']) {
      assert.ok([...expected.values()].some(({ headers }) => headers['content-encoding'] === coding), coding);
    }
    for (const [proxy, where] of proxies) {
      for (const { name, path, method, headers } of table) {
        assert.deepEqual(seen(await ask(to(where), path, { method, headers })), expected.get(name), `${proxy}: ${name}`);
      }
    }
    t.diagnostic(`${table.length} requests through each of ${proxies.size} proxies`);
  });

  it('over HTTP/2 pass on codings and entity-tags too', async () => {
    const expected = await ask({ port: direct.port }, '/fr/', { headers: { 'accept-encoding': BROWSER } });
    for (const [proxy, { port, ca }] of proxies) {
      const session = connectSecurely(`https://127.0.0.1:${port}`, { ca, servername: NAME });
      try {
        const headers = await new Promise((resolve, reject) => {
          session.on('error', reject);
          const stream = session.request({ ':path': '/fr/', ':authority': NAME, 'accept-encoding': BROWSER });
          stream.on('response', resolve);
          stream.on('error', reject);
          stream.resume();
        });
        assert.equal(headers[':status'], 200, proxy);
        assert.equal(headers['content-encoding'], 'br', proxy);
        assert.equal(headers.etag, expected.headers.etag, proxy);
      } finally {
        session.destroy();
      }
    }
  });

  it('redirect from http to https, with path and query', async () => {
    for (const [proxy, { plain }] of proxies) {
      if (!plain) continue; // Caddy's own, on the ports 80 and 443.
      const { status, headers } = await ask({ port: plain }, '/fr/histoire/?a=b');
      assert.deepEqual([status, headers.location], [301, `https://${NAME}/fr/histoire/?a=b`], proxy);
    }
  });

  it('visitors who abort in the middle leave nothing behind', async () => {
    const before = await figure(direct.admin, 'aimf_http_requests_total');
    for (const [, where] of proxies) {
      await Promise.all(
        Array.from({ length: 50 }, async (_, number) => {
          const socket = connect(where.port, '127.0.0.1');
          socket.on('error', () => {});
          // Some within the greeting of TLS, some before, some with the answer on its way.
          if (number % 3 > 0) socket.write('GET /fr/dossier/ HTTP/1.1\r\n');
          await pause(number % 10);
          socket.destroy();
        }),
      );
      const agent = keeper();
      await Promise.all(
        Array.from({ length: 50 }, async () => {
          const session = connectSecurely(`https://127.0.0.1:${where.port}`, { ca: where.ca, servername: NAME });
          session.on('error', () => {});
          const stream = session.request({ ':path': '/fr/dossier/', ':authority': NAME });
          stream.on('error', () => {});
          await new Promise((resolve) => {
            stream.once('response', resolve);
            stream.once('close', resolve);
          });
          session.destroy();
        }),
      );
      agent.destroy();
      assert.equal((await ask(to(where), '/fr/')).status, 200);
    }
    assert.ok((await figure(direct.admin, 'aimf_http_requests_total')) >= before + 200);
    await until('no response is still on its way', async () => (await figure(direct.admin, 'aimf_http_requests_in_flight')) === 0);
  });

  it('slow clients wait on the proxy, not on the program', async () => {
    const visitors = 40;
    for (const [proxy, where] of proxies) {
      // HAProxy passes on what a visitor takes, as the visitor takes it.
      if (where.passesBytesOn) continue;
      const sessions = [];
      const before = await figure(direct.admin, 'aimf_http_connections');
      for (let number = 0; number < visitors; number += 1) {
        const session = connectSecurely(`https://127.0.0.1:${where.port}`, { ca: where.ca, servername: NAME, settings: { initialWindowSize: 100 } });
        session.on('error', () => {});
        const stream = session.request({ ':path': '/fr/dossier/', ':authority': NAME });
        stream.on('error', () => {});
        // A window of 100 bytes that is never opened again: a visitor who takes nothing more.
        stream.pause();
        sessions.push(session);
        await new Promise((resolve, reject) => {
          stream.once('response', resolve);
          stream.once('close', () => reject(new Error(`${proxy}: no answer`)));
        });
      }
      // Each of them would hold a connection to the program, did the proxy not take the answer at once.
      await until(`${proxy}: the program is free`, async () => (await figure(direct.admin, 'aimf_http_connections')) < before + visitors / 2);
      assert.equal((await ask({ port: direct.port }, '/fr/')).status, 200);
      sessions.forEach((session) => session.destroy());
    }
  });

  it('metrics and health checks are not to be seen through them', async () => {
    for (const [proxy, where] of proxies) {
      for (const path of ['/metrics', '/healthz', '/readyz']) assert.equal((await ask(to(where), path)).status, 404, `${proxy}: ${path}`);
    }
  });

  it('answer 421 to a Host that is not ours, and shake no hands for it', async () => {
    for (const [proxy, where] of proxies) {
      for (const host of ['evil.example', `${NAME}.evil.example`, '192.0.2.1', `192.0.2.1:${where.port}`]) {
        assert.equal((await ask(to(where), '/fr/', { host })).status, 421, `${proxy}: ${host}`);
        if (where.plain) assert.equal((await ask({ port: where.plain }, '/fr/', { host })).status, 421, `${proxy} without TLS: ${host}`);
      }
      for (const host of [`${NAME}:${where.port}`, NAME.toUpperCase()]) assert.equal((await ask(to(where), '/fr/', { host })).status, 200, `${proxy}: ${host}`);
      for (const servername of ['evil.example', '']) {
        const outcome = await new Promise((resolve) => {
          const socket = connectByTls({ port: where.port, host: '127.0.0.1', servername, rejectUnauthorized: false }, () => resolve('a certificate'));
          socket.on('error', ({ code }) => resolve(code));
        });
        assert.match(outcome, /ALERT|UNRECOGNIZED_NAME/, `${proxy}: the name ${JSON.stringify(servername)}: ${outcome}`);
      }
    }
  });

  it('have the request id of the program in their access log, and neither address, query, browser nor referring page', async () => {
    const headers = { 'user-agent': 'Browser/7', referer: 'https://from.example/', 'x-request-id': 'of-the-visitor', cookie: 'a=cookie' };
    for (const [number, [proxy, where]] of [...proxies].entries()) {
      const path = `/fr/histoire/nothing-${number}`;
      assert.equal((await ask(to(where), `${path}?secret=1`, { headers })).status, 404);
      const lines = (log) => log.split('\n').filter((line) => line.includes(path));
      const [line] = await until(`${proxy} logs it`, async () => lines(await where.log()).length > 0 && lines(await where.log()));
      const [own] = await until('the program logs it', () => lines(direct.site.log).length > 0 && lines(direct.site.log));
      const [, id] = / id=(\S+)/.exec(own);
      assert.match(id, /^[0-9a-f-]{32,36}$/, own);
      assert.ok(line.includes(id), `${proxy}: ${line}\n${own}`);
      assert.match(line, /\b404\b/, proxy);
    }
  });

  it('a health check asks OPTIONS / in HTTP/1.0, and is answered 204', async () => {
    await until('HAProxy has asked', () => / OPTIONS \/ .* status=204 /.test(direct.site.log));
    // Nor has it taken the program for dead at any time.
    const { log } = proxies.get('HAProxy by a unix socket');
    assert.ok(!(await log()).includes('DOWN'));
  });

  it('answer 503 with Retry-After and a page in French and English while the program is away, and go on when it is back', async () => {
    const pages = new Set();
    const away = async (proxy, where, method) => {
      const { status, headers, body } = await ask(to(where), '/fr/histoire/?secret=2', { method, headers: { range: 'bytes=0-9', 'accept-encoding': BROWSER } });
      assert.equal(status, 503, `${proxy}: ${method}`);
      assert.equal(headers['retry-after'], '30', proxy);
      assert.equal(headers['cache-control'], 'no-store', proxy);
      assert.equal(headers['content-type'], 'text/html; charset=utf-8', proxy);
      if (method !== 'HEAD') pages.add(body.toString());
    };
    // While it is there, but does not answer; then without it.
    direct.site.signal('SIGSTOP');
    await Promise.all([...proxies].map(([proxy, where]) => away(proxy, where, 'GET')));
    direct.site.signal('SIGCONT');
    await direct.site.stop();
    for (const [proxy, where] of proxies) for (const method of ['GET', 'POST', 'HEAD']) await away(proxy, where, method);
    assert.equal(pages.size, 1, [...pages].join('\n'));
    // In the words of the program's own page for the time before it has a site.
    const [page] = pages;
    const [fr, en] = await Promise.all(['fr', 'en'].map(async (language) => /^unavailable-title = (.*)$/m.exec(await readFile(join(root, `locales/${language}/check.ftl`), 'utf8'))[1]));
    assert.ok(page.includes(`<html lang="fr">`) && page.includes(`<h1>${fr}</h1>`) && page.includes(`<section lang="en"><h1>${en}</h1>`), page);
    direct.site = await startSite();
    for (const [proxy, where] of proxies) await until(`${proxy} goes on`, async () => (await ask(to(where), '/fr/')).status === 200);
    // Whatever they logged of all this, errors included.
    for (const [proxy, where] of proxies) {
      const log = await where.log();
      assert.ok(log.length > 500, proxy);
      for (const secret of ['secret', 'Browser/7', 'from.example', 'of-the-visitor', 'cookie']) assert.ok(!log.includes(secret), `${proxy}: ${secret}`);
      // All that it has said since its start, but for the program's own address.
      const said = log.slice(where.since).replaceAll(`127.0.0.1:${direct.port}`, '');
      assert.deepEqual(said.split('\n').filter((line) => line.includes('127.0.0.1')), [], proxy);
    }
  });
});
