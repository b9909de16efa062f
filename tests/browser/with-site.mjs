// Runs a command with the site running beside it.
//
//   node with-site.mjs node --test          starts the program on a free port, sets SITE_URL, runs, stops the binary
//   SITE_URL=https://… node with-site.mjs … uses a site that runs already
//   AIMF_BIN=…                              another binary than target/debug/aimf

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 5_000;
const targetDirectory = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL('../../target', import.meta.url));
const binary = process.env.AIMF_BIN ?? `${targetDirectory}/debug/aimf`;

/** Starts the binary and resolves with the address that it logs. */
function startSite() {
  if (!existsSync(binary)) throw new Error(`${binary} is absent: run \`cargo build\` first`);
  // Settings of the caller's own site must not reach the one under test.
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AIMF_')));
  const site = spawn(binary, ['serve', '--listen', '127.0.0.1:0'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const address = new Promise((resolve, reject) => {
    let log = '';
    const limit = setTimeout(() => reject(new Error(`no address after ${START_LIMIT_MS} ms:\n${log}`)), START_LIMIT_MS);
    const read = (bytes) => {
      if (log.length > 100_000) return;
      log += bytes;
      const found = /http:\/\/127\.0\.0\.1:(?!0\/)\d+/.exec(log.replaceAll(/\x1b\[[\d;]*m/g, ''));
      if (found) {
        clearTimeout(limit);
        resolve(found[0]);
      }
    };
    site.stdout.on('data', read);
    site.stderr.on('data', read);
    site.on('error', reject);
    site.on('exit', (code, signal) => reject(new Error(`the site ended early (${signal ?? code}):\n${log}`)));
  });
  return { site, address };
}

async function stopSite(site) {
  if (site.exitCode !== null || site.signalCode !== null) return;
  const ended = once(site, 'exit');
  site.kill('SIGTERM');
  const kill = setTimeout(() => site.kill('SIGKILL'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(kill);
}

const [command, ...parameters] = process.argv.slice(2);
if (!command) {
  console.error('usage: node with-site.mjs COMMAND [ARGUMENT…]');
  process.exit(2);
}

let started;
let child;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (child ?? started?.site)?.kill('SIGTERM'));
try {
  let url = process.env.SITE_URL;
  if (!url) {
    started = startSite();
    url = await started.address;
  }
  child = spawn(command, parameters, { stdio: 'inherit', env: { ...process.env, SITE_URL: new URL(url).origin } });
  const [code, signal] = await once(child, 'exit');
  process.exitCode = signal ? 1 : code;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  if (started) await stopSite(started.site);
}
