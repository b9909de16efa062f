// The program with a site of its own, which a test changes.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL('../../../target', import.meta.url));
const binary = process.env.AIMF_BIN ?? `${target}/debug/aimf`;

/** The site that the program carries, in a folder of its own. */
export async function newSite() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'aimf-browser-')));
  execFileSync(binary, ['init', folder]);
  return folder;
}

/** Runs a command to its end. */
export const command = (...words) => execFileSync(binary, words);

/**
 * Runs `serve` or `preview` for that folder, on a free port if none is said; resolves with its address, with what ends it, and with what
 * ends it and removes the folder.
 */
export async function start(command, folder, parameters = [], port = 0) {
  const options = { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, AIMF_COMPRESSION: 'fast' } };
  const program = spawn(binary, [command, '--site', folder, '--listen', `127.0.0.1:${port}`, ...parameters], options);
  const [greeting] = await once(createInterface(program.stdout), 'line');
  const [address] = greeting.split(' ');
  const end = async () => {
    if (program.exitCode === null && program.signalCode === null) {
      program.kill('SIGTERM');
      await once(program, 'exit');
    }
  };
  const stop = async () => {
    await end();
    await rm(folder, { recursive: true, force: true });
  };
  return { address, end, stop };
}
