// The commands in the documents lead from the binary to a public site, each on a machine of its own, with the ports and paths of Debian.

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

/** What is seen from outside behind each of the proxies: the site, names that are not ours, and the program gone. */
const LOOK_FROM_OUTSIDE = `
see() { printf 'SEEN %s ' "$1"; shift; "$@" | tr -d '\\r' | tr '\\n' '|'; echo; }
status() { curl --silent --output /dev/null --write-out '%{http_code} %{redirect_url}' "$@"; }
set +x
sleep 1
see site status --http2 https://www.example.org/fr/
see coding sh -c "curl --silent --head --header 'Accept-Encoding: gzip, br' https://www.example.org/fr/ | grep -i '^content-encoding'"
see plain status http://www.example.org/fr/histoire/?a=b
see other status --header 'Host: evil.example' https://www.example.org/fr/
see otherPlain status --header 'Host: evil.example' http://www.example.org/
see stranger sh -c 'curl --silent --insecure --resolve evil.example:443:127.0.0.1 https://evil.example/fr/; echo $?'
see met sh -c 'sleep 1; grep -cF "$(grep -o "\\"id\\":\\"[0-9a-f]*" /var/log/nginx/aimf.log | tail -n 1 | cut -d \\" -f 4)" /run/aimf.log || true'
kill "$(cat /run/aimf.supervisor)"
pkill --exact aimf
while pgrep --exact aimf >/dev/null; do sleep 0.1; done
see kept status https://www.example.org/fr/
see away sh -c "curl --silent --include https://www.example.org/en/nobody-asked-before | grep -iE '^HTTP|^retry-after|^<!doctype'"
see log sh -c 'cat /var/log/nginx/aimf.log /run/caddy.log 2>/dev/null | grep nobody-asked | tail -n 1'
see addresses sh -c 'cat /var/log/nginx/*.log /run/caddy.log 2>/dev/null | grep -F 127.0.0.1 | grep -cE "www.example.org|histoire" || true'
`;

const LOOK_AT_PROMETHEUS = `
see() { printf 'SEEN %s ' "$1"; shift; "$@" | tr -d '\\r' | tr '\\n' '|'; echo; }
up() { curl --silent 'http://127.0.0.1:9090/api/v1/query?query=up\\{job="aimf"\\}' | grep -o '"[01]"'; }
set +x
for try in $(seq 300); do up | grep --quiet 1 && break || sleep 0.1; done
see up up
see rules sh -c "curl --silent http://127.0.0.1:9090/api/v1/rules | grep -o '"'"name":"Aimf[A-Za-z]*"'"' | sort --unique | wc --lines"
`;

const blocksIn = (section) => [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, commands]) => commands);
const sectionOf = (text, heading) => text.split(/^##+ /m).find((one) => one.startsWith(heading));
const linesOf = (blocks) => blocks.join('').split('\n').filter((line) => line && !line.startsWith('#')).length;

describe('the commands in the documents', { skip: !(await isPossible()) && 'no machine of its own (unshare) to be had here' }, () => {
  let tenMinutes;
  const benches = [];
  before(async () => {
    tenMinutes = blocksIn(sectionOf(await readFile(join(root, 'docs/operations.md'), 'utf8'), 'From the binary to a public site'));
    assert.equal(tenMinutes.length, 2);
  });
  after(() => Promise.all(benches.map((bench) => bench.close())));

  /** What is `SEEN` at the end of these commands, and all that was said. */
  async function seenAfter(commands) {
    const bench = await Bench.open();
    benches.push(bench);
    await mkdir(bench.path('target/dist'), { recursive: true });
    await symlink(binary, bench.path('target/dist/aimf'));
    await symlink(join(root, 'deploy'), bench.path('deploy'));
    const script = await bench.write('commands', commands);
    const [program, ...parameters] = [...ALONE, join(root, 'tests/deploy/machine/run'), bench.folder, script];
    const said = await run(program, parameters, { timeout: 180_000 });
    return { said, seen: Object.fromEntries([...said.matchAll(/^SEEN (\w+) (.*)$/gm)].map(([, name, text]) => [name, text])) };
  }

  it('lead from the binary to a public site behind nginx with TLS, that its editors change by saving a file', async (t) => {
    const { said, seen } = await seenAfter(`${tenMinutes.join('\n')}${LOOK}`);
    assert.match(seen.plain, /^HTTP\/1\.1 301 .*\|Location: https:\/\/www\.example\.org\/fr\/histoire\/\?a=b\|/i, said);
    assert.match(seen.secure, /^HTTP\/2 200 \|.*\|content-encoding: br\|/, said);
    assert.match(seen.map, /<loc>https:\/\/www\.example\.org\//, said);
    assert.equal(seen.owner, 'root www-data 660|', said);
    assert.equal(seen.user, 'nobody|', said);
    assert.equal(seen.edit, 'published', said);
    t.diagnostic(`${linesOf(tenMinutes)} lines of commands`);
  });

  for (const [name, heading, block, isCache] of [
    ['nginx', null, 0, false],
    ['Caddy', 'Caddy', 0, false],
    ['HAProxy', 'HAProxy', 0, false],
    ['nginx as a shared cache', 'A shared cache', 0, true],
    ['Varnish behind nginx', 'A shared cache', 1, true],
  ]) {
    it(`lead to a site behind ${name} with TLS, that answers to its own name and has a page for the time while the program is away`, async (t) => {
      const [first] = tenMinutes;
      const start = first.slice(0, first.indexOf('\n# nginx in front'));
      assert.ok(start.length < first.length);
      const more = heading ? blocksIn(sectionOf(await readFile(join(root, 'deploy/README.md'), 'utf8'), heading))[block] : '';
      const commands = heading === null || isCache ? `${first}\n${more}` : `${start}\n${more}`;
      const { said, seen } = await seenAfter(`${commands}${LOOK_FROM_OUTSIDE}`);
      assert.equal(seen.site, '200 ', said);
      assert.match(seen.coding, /^content-encoding: br\|$/i, said);
      assert.match(seen.plain, /^30[18] https:\/\/www\.example\.org\/fr\/histoire\/\?a=b$/, said);
      assert.equal(seen.other, '421 ', said);
      assert.equal(seen.otherPlain, '421 ', said);
      // 35: no handshake.
      assert.equal(seen.stranger, '35|', said);
      assert.equal(seen.kept, isCache ? '200 ' : '503 ', said);
      assert.match(seen.away, /^HTTP\/2 503 ?\|(retry-after: 30\|)<!doctype html>.*Le site revient bientôt.*The site will be back soon/i, said);
      if (heading === null || isCache) assert.match(seen.log, /^\{"timestamp":.*"path":"\/en\/nobody-asked-before","id":"[0-9a-f]{32}","status":503,.*\}\|$/, said);
      if (heading === null) assert.equal(seen.met, '1|', said);
      if (heading === 'Caddy') assert.match(seen.log, /"logger":"http\.log\.access.*"uri":"\/en\/nobody-asked-before"\},"user_id":"[0-9a-f-]{36}",.*"status":503\}\|$/, said);
      assert.equal(seen.addresses, '0|', said);
      t.diagnostic(`${linesOf([more])} lines of commands`);
    });
  }

  it('lead to a program that says how it is, and to a Prometheus that watches it', async (t) => {
    const operations = await readFile(join(root, 'docs/operations.md'), 'utf8');
    const [first] = tenMinutes;
    const more = ['Health and metrics', 'Watching'].flatMap((heading) => blocksIn(sectionOf(operations, heading))).join('\n');
    const { said, seen } = await seenAfter(`${first.slice(0, first.indexOf('\n# nginx in front'))}\n${more}${LOOK_AT_PROMETHEUS}`);
    assert.equal(seen.up, '"1"|', said);
    assert.equal(seen.rules, '10|', said);
    t.diagnostic(`${linesOf([more])} lines of commands`);
  });
});
