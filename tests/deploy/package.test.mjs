// What `deploy/release` makes: the program in it, the Debian package on a Debian of its own, and the image. `tests/run package` makes it first.

import assert from 'node:assert/strict';
import { appendFile, copyFile, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { inflateSync } from 'node:zlib';
import { Bench, freePort, root, run } from './lib/bench.mjs';
import { ask } from './lib/http.mjs';

/** From `apt-get install` to the first page. */
const INSTALLATION_LIMIT_S = 60;
const FOLDER = join(root, 'target/artifacts');
const PROGRAM = join(root, 'target/package/aimf');
const DEBIAN = process.env.AIMF_DEBIAN;

const unmade = !process.env.AIMF_DEBIAN && 'nothing to test without `tests/run package`';
const notRoot = process.getuid() !== 0 && 'only root can have a Debian of its own';

/** The artifact with this end. */
async function artifact(end) {
  const found = (await readdir(FOLDER)).filter((name) => name.endsWith(end));
  assert.equal(found.length, 1, `${FOLDER} has ${found.length} files that end with ${end}`);
  return join(FOLDER, found[0]);
}

/** The blocks of commands in the section of docs/operations.md with this heading. */
async function commands(heading) {
  const text = await readFile(join(root, 'docs/operations.md'), 'utf8');
  const section = text.split(/^#{2,3} /m).find((one) => one.startsWith(`${heading}\n`));
  assert.ok(section, heading);
  return [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block);
}

describe('the program of a release', { skip: unmade }, () => {
  let bench;
  before(async () => {
    bench = await Bench.open();
  });
  after(() => bench?.close());

  it('starts where there is no glibc and no libstdc++, as it is static', { skip: notRoot }, async () => {
    assert.doesNotMatch(await run('readelf', ['--dynamic', '--wide', PROGRAM]), /NEEDED/);
    await mkdir(bench.path('empty'));
    await copyFile(PROGRAM, bench.path('empty/aimf'));
    assert.match(await run('chroot', [bench.path('empty'), '/aimf', 'check']), /./);
  });

  it('tells its version and commit', async () => {
    const [version] = /(?<=^version = ").*(?=")/m.exec(await readFile(join(root, 'Cargo.toml'), 'utf8'));
    const commit = (await run('git', ['rev-parse', 'HEAD'], { cwd: root })).slice(0, 12);
    assert.equal(await run(PROGRAM, ['--version']), `aimf ${version}+${commit}\n`);
  });

  it('names no folder of the machine that built it', async () => {
    for (const file of [PROGRAM, await artifact('.cdx.json')]) {
      const bytes = await readFile(file, 'latin1');
      for (const folder of [homedir(), root, process.env.CARGO_HOME].filter(Boolean)) {
        const at = bytes.indexOf(folder.replace(/\/$/, ''));
        assert.equal(at, -1, `${file}: ${bytes.slice(at, at + 120)}`);
      }
    }
  });

  it('lists its dependencies for rust-audit-info (cargo-auditable)', async () => {
    await run('objcopy', ['--dump-section', `.dep-v0=${bench.path('dependencies')}`, PROGRAM, bench.path('copy')]);
    const { packages } = JSON.parse(inflateSync(await readFile(bench.path('dependencies'))));
    const lock = await readFile(join(root, 'Cargo.lock'), 'utf8');
    for (const name of ['aimf', 'hyper', 'mkwebfont_hb-subset']) {
      const [version] = new RegExp(`(?<=name = "${name}"\nversion = ").*(?=")`).exec(lock);
      assert.equal(packages.find((one) => one.name === name)?.version, version, name);
    }
  });

  it('comes with an SBOM that names its dependencies', async () => {
    const { bomFormat, components } = JSON.parse(await readFile(await artifact('.cdx.json')));
    assert.equal(bomFormat, 'CycloneDX');
    assert.ok(components.some(({ name }) => name === 'hyper'));
  });

  it('comes with the notices that its licences ask for', async () => {
    const text = await readFile(join(root, 'target/package/THIRD-PARTY'), 'utf8');
    for (const words of ['======== hyper ', 'Sean McArthur', 'SIL OPEN FONT LICENSE', 'HarfBuzz']) assert.ok(text.includes(words), words);
  });
});

describe('the image', { skip: unmade || notRoot }, () => {
  let bench;
  before(async () => {
    bench = await Bench.open();
  });
  after(() => bench?.close());

  it('holds the program alone, and serves as a user without a name', async () => {
    const image = 'localhost/aimf';
    const storage = await bench.write('storage.conf', `[storage]\ndriver = "vfs"\ngraphroot = "${bench.path('storage')}"\nrunroot = "${bench.path('running')}"\n`);
    const env = { ...process.env, CONTAINERS_STORAGE_CONF: storage, BUILDAH_ISOLATION: 'chroot' };
    const layout = bench.path('layout');
    const blob = async ({ digest }) => readFile(join(layout, 'blobs', digest.replace(':', '/')));
    await run(join(root, 'deploy/container/build'), [FOLDER, image], { env });
    await run('buildah', ['manifest', 'push', '--all', image, `oci:${layout}:it`], { env });
    const [list] = JSON.parse(await readFile(join(layout, 'index.json'))).manifests;
    const [manifest] = JSON.parse(await blob(list)).manifests;
    const { config, layers } = JSON.parse(await blob(manifest));
    const { User, Env, Entrypoint, Cmd } = JSON.parse(await blob(config)).config;
    assert.deepEqual([User, Entrypoint, Cmd], ['65532:65532', ['/aimf'], ['serve']]);

    const tree = bench.path('tree');
    await mkdir(tree);
    for (const layer of layers) await run('tar', ['--extract', '--auto-compress', '--file', join(layout, 'blobs', layer.digest.replace(':', '/')), '--directory', tree]);
    assert.deepEqual((await readdir(tree)).sort(), ['aimf', 'state']);
    // A volume takes over whose it is.
    assert.deepEqual(await stat(join(tree, 'state')).then(({ uid, gid }) => [uid, gid]), [65532, 65532]);
    const port = await freePort();
    const settings = [...Env, `AIMF_LISTEN=127.0.0.1:${port}`, 'AIMF_ADMIN_LISTEN='];
    const served = bench.start('aimf', 'env', ['--ignore-environment', ...settings, '/usr/sbin/chroot', '--userspec=65532:65532', tree, ...Entrypoint, ...Cmd]);
    await served.ready(() => served.log.includes('serving'));
    assert.equal((await ask({ port }, '/fr/')).status, 200);
  });
});

/** What is looked at beside the commands of the documents. `sudo` is for everybody who is not root. */
const TOOLS = `
sudo() { "$@"; }
see() { printf 'SEEN %s ' "$1"; shift; { "$@" 2>&1 || true; } | tr '\\n' '|'; echo; }
page() { curl --silent --show-error --fail --unix-socket /run/aimf/aimf.sock "http://localhost$1"; }
files() {
    find / -xdev \\( -path /mnt -o -path /run -o -path /tmp -o -path /proc -o -path /sys -o -path /dev -o -path /var/log -o -path /var/cache -o -path /var/lib/dpkg \\
        -o -path /var/lib/apt -o -path /var/lib/systemd \\) -prune -o -print | sort
}
# under_load NAME COMMAND...: with a visitor all the time, whose statuses are counted.
under_load() {
    local name=$1 visitor
    shift
    rm -f /tmp/statuses
    while :; do curl --silent --max-time 10 --output /dev/null --write-out '%{http_code}\\n' --unix-socket /run/aimf/aimf.sock http://localhost/fr/ >>/tmp/statuses; done &
    visitor=$!
    sleep 1
    # It asks which settings to keep; what one gets by pressing Enter are one's own.
    "$@" < <(yes '') >/dev/null
    sleep 1
    kill "$visitor" && wait "$visitor" || true
    see "$name-statuses" sort --unique /tmp/statuses
    see "$name-visits" sh -c 'wc -l </tmp/statuses'
    see "$name-version" dpkg-query --show --showformat '\${Version}' aimf
    see "$name-units" systemctl is-active aimf.service aimf.socket
    see "$name-settings" md5sum /etc/aimf/aimf.toml
    see "$name-offered" ls /etc/aimf/aimf.toml.dpkg-dist
    see "$name-socket" systemctl show --property ActiveEnterTimestampMonotonic aimf.socket
}
export DEBIAN_FRONTEND=noninteractive
mkdir /tmp/packages
cd /tmp/packages
files >/tmp/before
`;

describe('the Debian package', { skip: unmade || notRoot }, () => {
  let bench;
  before(async () => {
    bench = await Bench.open();
  });
  after(() => bench?.close());

  it('is installed, serves its first page, is upgraded, goes back, and leaves nothing, as docs/operations.md says', async (t) => {
    const [installation, site] = await commands('With apt');
    const [exchange] = await commands('Upgrade and going back');
    const [upgrade, back] = exchange.trim().split('\n');
    const first = await artifact('.deb');
    const [, version, end] = /_(.*)-1(_.*\.deb)$/.exec(basename(first));
    // The same program, in a package of a later version whose settings are others.
    await run('dpkg-deb', ['--raw-extract', first, bench.path('later')]);
    const control = bench.path('later/DEBIAN/control');
    await writeFile(control, (await readFile(control, 'utf8')).replace(/^Version: .*$/m, `Version: ${version}-2`));
    await appendFile(bench.path('later/etc/aimf/aimf.toml'), '# Another setting.\n');
    await run('dpkg-deb', ['--root-owner-group', '--build', bench.path('later'), bench.folder]);
    await copyFile(first, bench.path(basename(first)));
    const [older, newer] = ['1', '2'].map((revision) => `aimf_${version}-${revision}${end}`);
    await bench.write('script', `${TOOLS}
cp /mnt/${older} .
began=$(date +%s%N)
${installation.replace('./aimf_VERSION-1_amd64.deb', `./${older}`)}
page /fr/ >/tmp/first
ended=$(date +%s%N)
see milliseconds expr \\( "$ended" - "$began" \\) / 1000000
see first grep --only-matching '<html[^>]*>' /tmp/first
see enabled systemctl is-enabled aimf.service aimf.socket
see active systemctl is-active aimf.service aimf.socket
see verified systemd-analyze verify --man=no aimf.service aimf.socket
see user stat --format %u "/proc/$(systemctl show --property MainPID --value aimf.service)"
see manuals sh -c 'ls /usr/share/man/man1 | grep "^aimf"'
see completion bash -c 'source /usr/share/bash-completion/completions/aimf && complete -p aimf'
see proxies ls /usr/share/doc/aimf/deploy/nginx/aimf.conf /usr/share/doc/aimf/docs/operations.md
see conffiles sh -c "dpkg-query --show --showformat '\\\${Conffiles}' aimf | grep --only-matching '/[^ ]*'"
${site}
page /sitemap.xml >/tmp/map
see map grep --max-count 1 --only-matching '<loc>[^<]*' /tmp/map
sed -i 's/+33 1 44 88 22 88/+33 1 44 88 22 99/' /srv/aimf/content/contact.toml
for try in $(seq 100); do
    page /fr/contact/ >/tmp/contact
    if grep --quiet tel:+33144882299 /tmp/contact; then echo 'SEEN edit published'; break; fi
    sleep 0.1
done
see settings md5sum /etc/aimf/aimf.toml
see socket systemctl show --property ActiveEnterTimestampMonotonic aimf.socket
cp /mnt/${newer} .
under_load upgrade ${upgrade.replace('./aimf_NEW.deb', `./${newer}`)}
under_load back ${back.replace('./aimf_OLD.deb', `./${older}`)}
apt-get remove --yes aimf >/dev/null
see removed sh -c 'ls /usr/bin/aimf /etc/aimf/aimf.toml; systemctl is-active aimf.service aimf.socket; pgrep aimf'
apt-get purge --yes aimf >/dev/null
files >/tmp/after
see left sh -c 'comm -13 /tmp/before /tmp/after | grep --invert-match -e "^/srv/aimf" -e "^/var/lib/private$"; find /var/lib/systemd /run/systemd/system /var/lib/dpkg/info -name "aimf*"'
`);
    const said = await run(join(root, 'tests/deploy/machine/debian'), [DEBIAN, bench.folder, 'script'], { timeout: 200_000 });
    const seen = Object.fromEntries([...said.matchAll(/^SEEN (\S+) (.*)$/gm)].map(([, name, text]) => [name, text.replace(/\|$/, '')]));
    assert.match(seen.first, /<html lang="fr"/, said);
    assert.ok(Number(seen.milliseconds) < INSTALLATION_LIMIT_S * 1000, seen.milliseconds);
    assert.deepEqual([seen.enabled, seen.active], ['enabled|enabled', 'active|active'], said);
    assert.equal(seen.verified, '', said);
    // Of those that systemd gives to a DynamicUser=.
    assert.ok(seen.user >= 61_184 && seen.user <= 65_519, said);
    const help = await run(PROGRAM, ['--help']);
    const names = [...help.matchAll(/^ {2}([a-z]+) {2}/gm)].map(([, name]) => `aimf-${name}.1.gz`);
    assert.ok(names.length > 10, help);
    assert.deepEqual(seen.manuals.split('|'), ['aimf.1.gz', ...names].sort(), said);
    assert.match(seen.completion, /^complete .*aimf$/, said);
    assert.doesNotMatch(seen.proxies, /No such file/, said);
    assert.equal(seen.conffiles, '/etc/aimf/aimf.toml', said);
    assert.match(seen.map, /^<loc>https:\/\/www\.example\.org\//, said);
    assert.equal(seen.edit, 'published', said);
    for (const [name, revision] of [['upgrade', 2], ['back', 1]]) {
      assert.equal(seen[`${name}-statuses`], '200', said);
      assert.ok(Number(seen[`${name}-visits`]) > 20, said);
      assert.equal(seen[`${name}-version`], `${version}-${revision}`, said);
      assert.equal(seen[`${name}-units`], 'active|active', said);
      assert.equal(seen[`${name}-settings`], seen.settings, said);
      assert.equal(seen[`${name}-offered`], '/etc/aimf/aimf.toml.dpkg-dist', said);
      assert.equal(seen[`${name}-socket`], seen.socket, said);
    }
    assert.match(seen.removed, /^ls: .*\/usr\/bin\/aimf.*\|\/etc\/aimf\/aimf\.toml\|inactive\|inactive$/, said);
    assert.equal(seen.left, '', said);
    t.diagnostic(`from apt-get install to the first page: ${seen.milliseconds / 1000} s; visits during the upgrade and going back: ${seen['upgrade-visits']} and ${seen['back-visits']}`);
  });
});
