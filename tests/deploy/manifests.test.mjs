// The files for containers and Kubernetes, read by the tools whose they are: no engine and no cluster can run where the tests run.

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Bench, binary, deployed, freePort, root, run } from './lib/bench.mjs';
import { ask } from './lib/http.mjs';

const { KUBERNETES_VALIDATE } = process.env;

/** The block of text below the line `key: |` of a YAML file, as that has it. */
function block(yaml, key) {
  const lines = yaml.split('\n');
  const start = lines.findIndex((line) => line.trim() === `${key}: |`);
  assert.ok(start >= 0, key);
  const indent = /^ */.exec(lines[start + 1])[0];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line !== '' && !line.startsWith(indent));
  return `${rest.slice(0, end).map((line) => line.slice(indent.length)).join('\n').trimEnd()}\n`;
}

describe('manifests', () => {
  let bench;
  let version;
  before(async () => {
    bench = await Bench.open();
    version = /^version = "(.*)"$/m.exec(await readFile(join(root, 'Cargo.toml'), 'utf8'))[1];
  });
  after(() => bench?.close());

  it('the program takes the settings of the manifests', async () => {
    const settings = block(await deployed('kubernetes/aimf.yaml'), 'aimf.toml').replace('"/srv/site"', `"${bench.folder}"`);
    const file = await bench.write('kubernetes.toml', settings);
    const said = await run(binary, ['config', '--config', file]);
    assert.match(said, /https:\/\/www\.example\.org/);
    assert.match(said, /poll/);
  });

  it('the manifests keep to the schemas of Kubernetes', { skip: !KUBERNETES_VALIDATE && 'kubernetes-validate is not installed' }, async () => {
    const said = await run(KUBERNETES_VALIDATE, ['--strict', join(root, 'deploy/kubernetes/aimf.yaml')]);
    assert.equal(said.match(/ passed for resource /g)?.length, 8, said);
  });

  it('docker-compose takes the compose file, whose images are pinned', async () => {
    const file = join(root, 'deploy/container/compose.yaml');
    const said = await run('docker-compose', ['--file', file, 'config']);
    const images = [...said.matchAll(/^ *image: (.*)$/gm)].map(([, image]) => image);
    assert.deepEqual(images.map((image) => /:\d+\.\d+\.\d+$/.test(image)), [true, true], images.join(' '));
    assert.ok(images.includes(`aimf:${version}`), images.join(' '));
    const manifest = await deployed('kubernetes/aimf.yaml');
    const own = [...manifest.matchAll(/^ *image: (.*)$/gm)].map(([, image]) => image);
    assert.deepEqual(own, Array(2).fill(`registry.example.org/aimf:${version}`));
    // Nobody reaches the admin listener from outside: its port is not published, and not that of the service.
    assert.match(said, /AIMF_ADMIN_LISTEN: 127\.0\.0\.1:/);
    assert.ok(!/9090/.test(said.slice(0, said.indexOf('  site:'))), 'a published port');
    assert.deepEqual(/^kind: Service$.*?^ {2}ports:\n(.*?)^---/ms.exec(manifest)[1].trim().split('\n').length, 1);
  });

  it('the program serves with the environment of the compose file and of the manifests, over IPv4 and IPv6, and is healthy', async () => {
    const compose = await deployed('container/compose.yaml');
    const composed = [...compose.matchAll(/^ {6}(AIMF_(?:BASE|LISTEN|ADMIN|TRUSTED)\w*): "?([^"\n]*)"?$/gm)].map(([, name, value]) => [name, value]);
    const manifest = await deployed('kubernetes/aimf.yaml');
    const declared = [...manifest.matchAll(/- \{ name: (AIMF_\w*LISTEN), value: "([^"]*)" \}/g)].map(([, name, value]) => [name, value]);
    assert.deepEqual([composed.length, declared.length], [4, 2]);
    for (const pairs of [composed, declared]) {
      const [port, admin] = [await freePort(), await freePort()];
      const env = Object.fromEntries(pairs.map(([name, value]) => [name, value.replace(/:8080$/, `:${port}`).replace(/:9090$/, `:${admin}`)]));
      // Alone, as the image has it: `serve` and the environment, in an empty folder.
      const site = bench.start('aimf', binary, ['serve'], { cwd: bench.folder, env: { PATH: process.env.PATH, ...env } });
      await site.ready(async () => (await ask({ port }, '/fr/').catch(() => ({}))).status === 200);
      for (const host of ['127.0.0.1', '::1']) assert.equal((await ask({ port, host }, '/fr/')).status, 200, host);
      const health = () => run(binary, ['health'], { env: { PATH: process.env.PATH, ...env }, cwd: bench.folder });
      assert.match(await health(), /"ready":true/);
      await site.stop();
      await assert.rejects(health());
    }
  });

  it('the two steps of the compose file, and the job of the manifests, make the site that is served then', async () => {
    // As in the container: the folder is there, and empty.
    for (const [name, file, command] of [
      ['compose', await deployed('container/compose.yaml'), /site init (\/\S+)$/m],
      ['kubernetes', await deployed('kubernetes/aimf.yaml'), /args: \[init, (\/[^\]]+)\]/],
    ]) {
      const [, inside] = command.exec(file);
      assert.ok(file.includes(`AIMF_SITE: ${inside}`) || file.includes(`site = "${inside}"`), name);
      const folder = bench.path(`${name}${inside}`);
      await mkdir(folder, { recursive: true });
      await run(binary, ['init', folder]);
      await run(binary, ['check', '--site', folder]);
      // Again, as a job that is applied anew: refused, and nothing is changed.
      await assert.rejects(run(binary, ['init', folder]));
    }
  });

  it('the Caddyfile is the one of deploy/caddy, with the name and the program of the compose file', async () => {
    const compose = await deployed('container/compose.yaml');
    const names = Object.fromEntries([...compose.matchAll(/^ {6}(AIMF_NAME|AIMF_UPSTREAM): (\S+)$/gm)].map(([, name, value]) => [name, value]));
    assert.match(compose, /^ {6}- \.\.\/caddy\/Caddyfile:\/etc\/caddy\/Caddyfile:ro$/m);
    const env = { PATH: process.env.PATH, HOME: bench.folder, ...names };
    const { apps } = JSON.parse((await run('caddy', ['adapt', '--adapter', 'caddyfile', '--config', join(root, 'deploy/caddy/Caddyfile')], { env })).split('\n')[0]);
    const text = JSON.stringify(apps);
    assert.ok(text.includes('"dial":"site:8080"') && text.includes('"host":["www.example.org"]'), text);
  });
});
