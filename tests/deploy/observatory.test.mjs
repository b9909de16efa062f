// MDN's HTTP Observatory finds nothing to mend on the site behind nginx, as `deploy` sets it up.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { Bench, deployed, freePort, run } from './lib/bench.mjs';

const OBSERVE = fileURLToPath(new URL('lib/observe.mjs', import.meta.url));

describe('the HTTP Observatory', () => {
  let bench;
  let certificate;
  let plain;
  let secure;

  before(async () => {
    bench = await Bench.open();
    certificate = (await bench.certificate('localhost')).certificate;
    const socket = bench.path('aimf.sock');
    await bench.site({ where: socket, parameters: ['--base-url', 'https://www.example.org'] });
    [plain, secure] = [await freePort(), await freePort()];
    const conf = await deployed('nginx/aimf.conf', {
      'unix:/run/aimf/aimf.sock': `unix:${socket}`,
      'listen 80;': `listen 127.0.0.1:${plain};`,
      'listen [::]:80;': '',
      'listen 443 ssl http2;': `listen 127.0.0.1:${secure} ssl http2;`,
      'listen [::]:443 ssl http2;': '',
      'https://$host$request_uri': `https://$host:${secure}$request_uri`,
      '/etc/letsencrypt/live/www.example.org/fullchain.pem': certificate,
      '/etc/letsencrypt/live/www.example.org/privkey.pem': bench.path('localhost.key'),
    });
    await bench.nginx(conf, secure);
  });
  after(() => bench?.close());

  for (const path of ['/', '/fr/', '/en/key-projects/', '/nowhere/']) {
    it(`the security headers of ${path} pass every test`, async (t) => {
      const output = await run(process.execPath, [OBSERVE, String(plain), String(secure), path], { env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate } });
      const { status, findings } = JSON.parse(output);
      assert.equal(status, path === '/nowhere/' ? 404 : 200);
      assert.equal(findings.length, 10);
      for (const { pass, result, modifier, words } of findings) {
        assert.ok(pass && modifier >= 0, `${path}: ${result} (${modifier}): ${words}`);
      }
      t.diagnostic(findings.map(({ result, modifier }) => `${result} (${modifier})`).join('; '));
    });
  }
});
