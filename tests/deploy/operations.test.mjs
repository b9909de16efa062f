// The commands in docs/operations.md lead from the binary to a public site, on a machine of its own.

import assert from 'node:assert/strict';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Bench, binary, root, run } from './lib/bench.mjs';

const asRoot = process.getuid() === 0 ? [] : ['sudo', '-n'];
const ALONE = [...asRoot, 'unshare', '--mount', '--net', '--pid', '--fork', '--kill-child', '--'];

/** Whether this machine lets us have one of our own. */
async function isPossible() {
  try {
    await run(ALONE[0], [...ALONE.slice(1), 'true']);
    return true;
  } catch {
    return false;
  }
}

/** What is seen from outside: appended to the commands, a line each. */
const LOOK = `
see() { printf 'SEEN %s ' "$1"; shift; "$@" | tr -d '\\r' | tr '\\n' '|'; echo; }
set +x
# For a moment nginx's former workers still answer with the former settings.
sleep 1
see plain curl --silent --head http://www.example.org/fr/histoire/?a=b
see secure curl --silent --http2 --head --header 'Accept-Encoding: gzip, br' https://www.example.org/fr/
see map sh -c 'curl --silent https://www.example.org/sitemap.xml | grep --max-count 1 "<loc>"'
see owner stat --format '%U %G %a' /run/aimf/aimf.sock
for process in /proc/[0-9]*; do
    [ "$(cat "$process/comm")" != aimf ] || see user stat --format %U "$process"
done
sed -i 's/+33 1 44 88 22 88/+33 1 44 88 22 99/' /srv/aimf/content/contact.toml
for try in $(seq 600); do
    if curl --silent --fail https://www.example.org/fr/contact/ | grep --quiet 'tel:+33144882299'; then
        echo 'SEEN edit published'
        break
    fi
    sleep 0.1
done
`;

describe('the commands in docs/operations.md', { skip: !(await isPossible()) && 'no machine of its own (unshare) to be had here' }, () => {
  let bench;
  before(async () => {
    bench = await Bench.open();
  });
  after(() => bench?.close());

  it('lead from the binary to a public site behind nginx with TLS, that its editors change by saving a file', async (t) => {
    const text = await readFile(join(root, 'docs/operations.md'), 'utf8');
    const section = text.split('\n## ').find((one) => one.startsWith('From the binary to a public site'));
    const blocks = [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, commands]) => commands);
    assert.equal(blocks.length, 2);
    await mkdir(bench.path('target/dist'), { recursive: true });
    await symlink(binary, bench.path('target/dist/aimf'));
    await symlink(join(root, 'deploy'), bench.path('deploy'));
    const script = await bench.write('commands', `${blocks.join('\n')}${LOOK}`);
    const [program, ...parameters] = [...ALONE, join(root, 'tests/deploy/machine/run'), bench.folder, script];
    const said = await run(program, parameters, { timeout: 180_000 });
    const seen = Object.fromEntries([...said.matchAll(/^SEEN (\w+) (.*)$/gm)].map(([, name, text]) => [name, text]));
    assert.match(seen.plain, /^HTTP\/1\.1 301 .*\|Location: https:\/\/www\.example\.org\/fr\/histoire\/\?a=b\|/i, said);
    assert.match(seen.secure, /^HTTP\/2 200 \|.*\|content-encoding: br\|/, said);
    assert.match(seen.map, /<loc>https:\/\/www\.example\.org\//, said);
    assert.equal(seen.owner, 'root www-data 660|', said);
    assert.equal(seen.user, 'nobody|', said);
    assert.equal(seen.edit, 'published', said);
    const commands = blocks.join('').split('\n').filter((line) => line && !line.startsWith('#'));
    t.diagnostic(`${commands.length} lines of commands`);
  });
});
