// Programs under test: started on free ports, in a folder of their own, and stopped by their process when the test ends.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Generous: the machine may be busy with other things. */
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;
const LONGEST_LOG = 200_000;

export const root = fileURLToPath(new URL('../../..', import.meta.url));
export const binary = process.env.AIMF_BIN ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/aimf');

/** Runs a program to its end; resolves with its output, and rejects with all that it said. */
export async function run(program, parameters, options = {}) {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, parameters, { maxBuffer: 64e6, timeout: 120_000, ...options });
    return stdout + stderr;
  } catch (error) {
    throw new Error(`${program} ${parameters.join(' ')}: ${error.message}\n${error.stdout}${error.stderr}`);
  }
}

/** The text of a file of `deploy`, with what must differ here replaced; everything to be replaced must be there. */
export async function deployed(path, replacements = {}) {
  let text = await readFile(join(root, 'deploy', path), 'utf8');
  for (const [before, after] of Object.entries(replacements)) {
    assert.ok(text.includes(before), `deploy/${path} does not hold ${before}`);
    text = text.replaceAll(before, after);
  }
  return text;
}

/** Resolves when `check` resolves with something true, and rejects with its last error after the limit. */
export async function until(what, check, limit = START_LIMIT_MS) {
  const end = Date.now() + limit;
  let last;
  for (;;) {
    try {
      const value = await check();
      if (value) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${limit / 1000} s${last ? `: ${last.message}` : ''}`);
    await pause(50);
  }
}

const given = new Set();

/** A port that nobody listens on, below those that the system gives to outgoing connections, and never given twice. */
export async function freePort() {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (given.has(port)) continue;
    given.add(port);
    const server = createServer();
    const isFree = await new Promise((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** Whether somebody listens. */
function answers(where) {
  return new Promise((resolve) => {
    const socket = connect(where);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** A program that runs. */
class Running {
  constructor(name, child) {
    this.name = name;
    this.child = child;
    this.log = '';
    const read = (bytes) => (this.log = (this.log + bytes).slice(-LONGEST_LOG));
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', (error) => read(`${error}\n`));
    this.ended = once(child, 'exit').catch(() => {});
  }

  get isOver() {
    return this.child.exitCode !== null || this.child.signalCode !== null || this.child.pid === undefined;
  }

  /** Resolves when `check` is true, and rejects with the log where the program ends before. */
  async ready(check) {
    await until(`${this.name} starts`, async () => this.isOver || (await check())).catch((error) => {
      throw new Error(`${error.message}\n${this.log}`);
    });
    if (this.isOver) throw new Error(`${this.name} ended early (${this.child.signalCode ?? this.child.exitCode}):\n${this.log}`);
    return this;
  }

  signal(name) {
    this.child.kill(name);
  }

  async stop(signal = 'SIGTERM') {
    if (!this.isOver) {
      this.child.kill(signal);
      const limit = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS);
      await this.ended;
      clearTimeout(limit);
    }
  }
}

function end(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** A folder and the programs that run in it, until `close`. */
export class Bench {
  #running = [];
  #others = [];

  static async open() {
    const bench = new Bench();
    bench.folder = await mkdtemp(join(tmpdir(), 'aimf-deploy-'));
    // Whatever ends this process, nothing that it started outlives it.
    process.on('exit', () => {
      // In order: killed at once, nginx and Varnish would leave their own children.
      bench.#running.forEach(({ child }) => child.kill('SIGTERM'));
      bench.#others.forEach(end);
      rmSync(bench.folder, { recursive: true, force: true });
    });
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(signal, () => process.exit(1));
    return bench;
  }

  async close() {
    this.#others.forEach(end);
    for (const running of this.#running.reverse()) await running.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A process that one of the programs has started, and would leave behind. */
  alsoStop(pid) {
    this.#others.push(pid);
  }

  path(name) {
    return join(this.folder, name);
  }

  async write(name, text) {
    await writeFile(this.path(name), text);
    return this.path(name);
  }

  start(name, program, parameters, options = {}) {
    const running = new Running(name, spawn(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'], ...options }));
    this.#running.push(running);
    return running;
  }

  /** The site: `where` is a port or the path of a unix socket, which its proxies are given. */
  async site({ where, admin, env = {}, parameters = [], accessLog = 'off' }) {
    // Settings of the caller's own site must not reach the one under test.
    const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AIMF_')));
    const listen = typeof where === 'number' ? `127.0.0.1:${where}` : `unix:${where}`;
    const all = ['serve', '--listen', listen, '--log-format', 'pretty', '--access-log', accessLog, ...(admin ? ['--admin-listen', `127.0.0.1:${admin}`] : []), ...parameters];
    const site = this.start('aimf', binary, all, { env: { ...environment, ...env }, cwd: this.folder });
    if (!existsSync(binary)) throw new Error(`${binary} is absent: run \`cargo build --release\` first`);
    return site.ready(() => site.log.includes('(edition '));
  }

  /** nginx with `http` in its `http` block, after its own syntax check; ready when somebody listens on `port`. It can `reload` its settings. */
  async nginx(http, port) {
    const folder = this.path(`nginx-${port}`);
    await mkdir(folder);
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join('\n');
    // Debian's own settings around it, its `gzip on` included.
    const configuration = `
${process.getuid() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${folder}/pid;
error_log stderr warn;
daemon off;
events { worker_connections 768; }
http {
  access_log off;
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  sendfile on;
  gzip on;
  ${paths}
  ${http}
}
`;
    const file = join(folder, 'nginx.conf');
    await writeFile(file, configuration);
    const nginx = '/usr/sbin/nginx';
    const said = await run(nginx, ['-t', '-e', 'stderr', '-c', file]);
    assert.ok(!said.includes('[warn]'), said);
    const running = await this.start('nginx', nginx, ['-e', 'stderr', '-c', file]).ready(() => answers({ port, host: '127.0.0.1' }));
    return Object.assign(running, { reload: async () => running.signal('SIGHUP') });
  }

  /**
   * `deploy/nginx/aimf.conf` on ports of its own, with what must differ here replaced: in front of `server`, or with another `upstream`.
   * Resolves with the text, and where it logs.
   */
  async aimfConf({ server, upstream, plain, secure, certificate, key }) {
    const [log, errorLog] = [this.path(`access-${secure}.log`), this.path(`error-${secure}.log`)];
    const text = await deployed('nginx/aimf.conf', {
      'unix:/run/aimf/aimf.sock': server ?? 'replaced below',
      'listen 80;': `listen 127.0.0.1:${plain};`,
      'listen [::]:80;': '',
      'listen 443 ssl http2 default_server;': `listen 127.0.0.1:${secure} ssl http2 default_server;`,
      'listen [::]:443 ssl http2 default_server;': '',
      'listen 443 ssl http2;': `listen 127.0.0.1:${secure} ssl http2;`,
      'listen [::]:443 ssl http2;': '',
      '/etc/letsencrypt/live/www.example.org/fullchain.pem': certificate,
      '/etc/letsencrypt/live/www.example.org/privkey.pem': key,
      '/var/log/nginx/aimf.log': log,
      '/var/log/nginx/error.log': errorLog,
    });
    return { text: upstream ? text.replace(/^upstream aimf \{.*?^\}\n/ms, upstream) : text, log, errorLog };
  }

  /**
   * Caddy with these sites, and perhaps a block of global options, after its own check; ready when somebody listens on `port`. It can
   * `reload` its settings.
   */
  async caddy(sites, port) {
    const folder = this.path(`caddy-${port}`);
    await mkdir(folder);
    const file = join(folder, 'Caddyfile');
    const admin = `unix/${join(folder, 'admin')}`;
    const whole = /^\{$/m.test(sites) ? sites : `{\n}\n\n${sites}`;
    await writeFile(file, whole.replace(/^\{$/m, `{\n\tadmin ${admin}\n\tauto_https disable_redirects\n\tskip_install_trust`));
    const env = { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, HOME: folder };
    await run('caddy', ['validate', '--adapter', 'caddyfile', '--config', file], { env });
    const running = await this.start('caddy', 'caddy', ['run', '--adapter', 'caddyfile', '--config', file], { env }).ready(() => answers({ port, host: '127.0.0.1' }));
    // As Debian's unit does.
    return Object.assign(running, { reload: () => run('caddy', ['reload', '--adapter', 'caddyfile', '--config', file, '--address', admin, '--force'], { env }) });
  }

  /** HAProxy with this configuration, after its own check. */
  async haproxy(configuration, port) {
    const file = await this.write(`haproxy-${port}.cfg`, configuration);
    const haproxy = '/usr/sbin/haproxy';
    const said = await run(haproxy, ['-c', '-f', file]);
    assert.ok(!said.includes('[WARNING]'), said);
    return this.start('haproxy', haproxy, ['-db', '-f', file]).ready(() => answers({ port, host: '127.0.0.1' }));
  }

  /** Varnish with this VCL. */
  async varnish(vcl, port) {
    const file = await this.write(`varnish-${port}.vcl`, vcl);
    const jail = process.getuid() === 0 ? ['-j', 'none'] : [];
    const parameters = [...jail, '-F', '-f', file, '-p', 'http_gzip_support=off', '-a', `127.0.0.1:${port}`, '-n', this.path(`varnish-${port}`), '-s', 'malloc,64m', '-T', 'none'];
    return this.start('varnish', '/usr/sbin/varnishd', parameters).ready(() => answers({ port, host: '127.0.0.1' }));
  }

  /** A certificate for a name, by itself: its certificate and key. */
  async certificate(name) {
    const [certificate, key] = [this.path(`${name}.crt`), this.path(`${name}.key`)];
    await run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-out', certificate, '-keyout', key]);
    return { certificate, key };
  }
}
