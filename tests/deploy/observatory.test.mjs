// MDN's HTTP Observatory finds nothing to mend on the site behind nginx, as `deploy` sets it up.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { Bench, freePort, run } from './lib/bench.mjs';

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
    const { text } = await bench.aimfConf({ server: `unix:${socket}`, plain, secure, certificate, key: bench.path('localhost.key') });
    const conf = text.replaceAll('www.example.org', 'localhost').replaceAll('https://$host$request_uri', `https://$host:${secure}$request_uri`);
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
