// nginx and Caddy in front of the program, as `deploy` sets them up: what visitors get is what the program sends.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { connect as connectSecurely } from 'node:http2';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Bench, deployed, freePort, until } from './lib/bench.mjs';
import { BROWSER, ask, figure, keeper, seen } from './lib/http.mjs';
import { requests } from './lib/requests.mjs';

const NAME = 'www.example.org';

describe('proxies', () => {
  let bench;
  let certificate;
  let table;
  const direct = {};
  const proxies = new Map();

  before(async () => {
    bench = await Bench.open();
    certificate = await bench.certificate(NAME);
    const ca = await readFile(certificate.certificate);
    direct.port = await freePort();
    direct.admin = await freePort();
    direct.socketPath = bench.path('aimf.sock');
    // One program, reached in both ways.
    await bench.site({ where: direct.port, admin: direct.admin, parameters: ['--listen', `unix:${direct.socketPath}`, '--base-url', `https://${NAME}`] });
    for (const [way, server, caddyTo] of [
      ['a unix socket', `unix:${direct.socketPath}`, `unix/${direct.socketPath}`],
      ['TCP', `127.0.0.1:${direct.port}`, `127.0.0.1:${direct.port}`],
    ]) {
      const [plain, secure, caddy] = [await freePort(), await freePort(), await freePort()];
      const conf = await deployed('nginx/aimf.conf', {
        'unix:/run/aimf/aimf.sock': server,
        'listen 80;': `listen 127.0.0.1:${plain};`,
        'listen [::]:80;': '',
        'listen 443 ssl http2;': `listen 127.0.0.1:${secure} ssl http2;`,
        'listen [::]:443 ssl http2;': '',
        '/etc/letsencrypt/live/www.example.org/fullchain.pem': certificate.certificate,
        '/etc/letsencrypt/live/www.example.org/privkey.pem': certificate.key,
      });
      await bench.nginx(conf, secure);
      proxies.set(`nginx by ${way}`, { port: secure, ca, servername: NAME, plain });
      const caddyfile = await deployed('caddy/Caddyfile', {
        'www.example.org {': `https://www.example.org:${caddy} {\n\tbind 127.0.0.1\n\ttls ${certificate.certificate} ${certificate.key}`,
        'unix//run/aimf/aimf.sock': caddyTo,
      });
      await bench.caddy(caddyfile, caddy);
      proxies.set(`Caddy by ${way}`, { port: caddy, ca, servername: NAME });
    }
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
});
