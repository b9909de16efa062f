// The units for systemd, which does not run here, read by its own tools, and tried as far as can be.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Bench, binary, deployed, root, run, until } from './lib/bench.mjs';
import { ask } from './lib/http.mjs';

const MOST_EXPOSED = 1.5;
const UNITS = ['aimf.service', 'aimf.socket', 'aimf-admin.socket'];
/** So many of them that following each would slow the program down; that they are allowed is plain. */
const OFTEN = 'futex,sched_yield';
const SYSTEM_UNITS = '/usr/lib/systemd/system';

/** The system calls of systemd's sets, by the name of the set. */
async function callSets() {
  const sets = new Map();
  let current;
  for (const line of (await run('systemd-analyze', ['syscall-filter', '--no-pager'])).split('\n')) {
    if (/^@/.test(line)) sets.set(line.trim(), (current = []));
    else if (/^ +[@a-z_0-9-]+$/.test(line)) current?.push(line.trim());
  }
  const all = (name) => sets.get(name).flatMap((one) => (one.startsWith('@') ? all(one) : [one]));
  return all;
}

describe('units', () => {
  let bench;
  before(async () => {
    bench = await Bench.open();
  });
  after(() => bench?.close());

  it('systemd-analyze verifies the units', async () => {
    const tree = bench.path('root');
    await mkdir(join(tree, 'etc/systemd/system'), { recursive: true });
    await mkdir(join(tree, 'usr/local/bin'), { recursive: true });
    await mkdir(join(tree, 'bin'));
    await mkdir(join(tree, SYSTEM_UNITS), { recursive: true });
    for (const unit of UNITS) await copyFile(join(root, 'deploy/systemd', unit), join(tree, 'etc/systemd/system', unit));
    for (const name of await readdir(SYSTEM_UNITS)) if (name.endsWith('.target')) await copyFile(join(SYSTEM_UNITS, name), join(tree, SYSTEM_UNITS, name));
    for (const program of ['usr/local/bin/aimf', 'bin/kill']) await copyFile('/bin/true', join(tree, program));
    assert.equal(await run('systemd-analyze', ['verify', '--man=no', `--root=${tree}`, ...UNITS]), '');
  });

  it(`systemd-analyze rates the exposure of the program at most ${MOST_EXPOSED}`, async (t) => {
    const unit = join(root, 'deploy/systemd/aimf.service');
    const said = await run('systemd-analyze', ['security', '--offline=true', '--no-pager', `--threshold=${MOST_EXPOSED * 10}`, unit]);
    const [, exposure] = /Overall exposure level for aimf\.service: ([\d.]+)/.exec(said);
    assert.ok(Number(exposure) <= MOST_EXPOSED, exposure);
    t.diagnostic(`exposure ${exposure}`);
  });

  it('started by socket activation, the program makes no system call that its unit forbids', async (t) => {
    const unit = await deployed('systemd/aimf.service');
    assert.match(unit, /^SystemCallFilter=@system-service\nSystemCallFilter=~@privileged @resources\n/m);
    assert.match(unit, /^RestrictAddressFamilies=AF_UNIX$/m);
    assert.match(unit, /^MemoryDenyWriteExecute=yes$/m);
    const calls = await callSets();
    const forbidden = new Set([...calls('@privileged'), ...calls('@resources')]);
    const allowed = new Set(calls('@system-service').filter((call) => !forbidden.has(call)));

    const folder = bench.path('settings');
    const site = bench.path('sites/site');
    await mkdir(folder);
    await mkdir(bench.path('sites'));
    await run(binary, ['init', site]);
    await bench.write('settings/aimf.toml', `site = "${site}"\nwatch = "auto"\nbase-url = "https://www.example.org"\n`);
    const socketPath = bench.path('passed.sock');
    // Apart from the site, whose surroundings the program watches too.
    await mkdir(bench.path('traces'));
    const trace = bench.path('traces/trace');
    const page = join(site, 'content/vision.toml');
    const activate = ['systemd-socket-activate', '-l', socketPath, binary, 'serve'];
    const activated = bench.start('aimf', 'strace', ['--seccomp-bpf', '-f', '-qq', '-s', '4096', '-e', `trace=!${OFTEN}`, '-o', trace, ...activate], { cwd: folder });
    let lines = [];
    try {
      await activated.ready(() => existsSync(socketPath));
      bench.alsoStop(Number((await readFile(trace, 'utf8')).split(' ')[0]));
      assert.equal((await ask({ socketPath }, '/fr/')).status, 200);
      await until('it is ready', () => activated.log.includes('(edition '));
      await writeFile(page, (await readFile(page, 'utf8')).replace(/^title\.en = .*$/m, 'title.en = "Another title"'));
      await until('it publishes', () => activated.log.includes('published'));
    } finally {
      lines = (await readFile(trace, 'utf8')).split('\n');
      // strace would only let go of it.
      process.kill(Number(lines[0].split(' ')[0]), 'SIGTERM');
      await activated.ended;
    }
    // From the program's own beginning on.
    lines = (await readFile(trace, 'utf8')).split('\n');
    lines = lines.slice(lines.findIndex((line) => line.includes(`execve("${binary}"`)));
    const asked = new Set();
    for (const line of lines) {
      const [, call, rest] = /^\d+ +(?:<\.\.\. )?([a-z_0-9]+)(\(.*| resumed.*)$/.exec(line) ?? [];
      if (!call) continue;
      asked.add(call);
      if (['mmap', 'mprotect'].includes(call)) assert.ok(!/PROT_WRITE\|PROT_EXEC/.test(rest), line);
      if (call === 'socket' || call === 'socketpair') assert.match(rest, /^\(AF_UNIX|resumed/, line);
    }
    assert.ok(asked.has('accept4') && asked.has('inotify_add_watch') && asked.has('exit_group'), [...asked].join(' '));
    OFTEN.split(',').forEach((call) => asked.add(call));
    assert.deepEqual([...asked].filter((call) => !allowed.has(call)), []);
    t.diagnostic(`${asked.size} kinds of system calls of ${allowed.size} allowed`);
  });

  it('actionlint finds nothing in the workflow of a release, whose actions are pinned by commit', { skip: !process.env.ACTIONLINT && 'actionlint is not installed' }, async () => {
    const workflow = join(root, '.github/workflows/release.yml');
    assert.equal(await run(process.env.ACTIONLINT, ['-no-color', '-shellcheck=', '-pyflakes=', workflow]), '');
    const used = [...(await readFile(workflow, 'utf8')).matchAll(/uses: (\S+)/g)].map(([, action]) => action);
    assert.ok(used.length > 4);
    for (const action of used) assert.match(action, /^actions\/[a-z-]+@[0-9a-f]{40}$/);
  });
});
