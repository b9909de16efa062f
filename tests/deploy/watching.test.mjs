// Prometheus watches the program as `deploy` has it: every alert and every panel has something to look at, and something to do.

import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Bench, binary, deployed, freePort, root, run, until } from './lib/bench.mjs';
import { ask } from './lib/http.mjs';

const RULES = join(root, 'deploy/prometheus/aimf.rules.yml');
const CASES = join(root, 'tests/deploy/aimf.rules.test.yml');
/** A metric of the program in an expression. */
const METRIC = /\b(?:aimf|process)_[a-z_]+\b/g;

const alertsIn = (text) => [...text.matchAll(/^ *- alert: (\w+)$/gm)].map(([, name]) => name);

/** The expressions of a dashboard, whether of a panel or of a variable. */
function expressions(node) {
  if (node === null || typeof node !== 'object') return [];
  const own = ['expr', 'query'].map((key) => node[key]).filter((text) => typeof text === 'string');
  return [...own, ...Object.values(node).flatMap(expressions)];
}

describe('watching', () => {
  let bench;
  let rules;
  let dashboard;
  before(async () => {
    bench = await Bench.open();
    rules = await readFile(RULES, 'utf8');
    dashboard = JSON.parse(await deployed('grafana/dashboard.json'));
  });
  after(() => bench?.close());

  it('promtool tests the alert rules: each alert fires where it should, and is silent where it should not', async (t) => {
    await run('promtool', ['check', 'rules', '--lint=all', '--lint-fatal', RULES]);
    assert.match(await run('promtool', ['test', 'rules', CASES]), /SUCCESS/);
    const cases = (await readFile(CASES, 'utf8')).split(/^ {2}- name: /m).slice(1);
    for (const alert of alertsIn(rules)) {
      const checks = cases.flatMap((one) => one.split(/^ {6}- (?=eval_time|\{)/m)).filter((one) => one.includes(`alertname: ${alert}`));
      assert.ok(checks.some((one) => one.includes('exp_alerts:')), `${alert} fires in no case`);
      assert.ok(checks.some((one) => !one.includes('exp_alerts:')), `${alert} is silent in no case`);
    }
    t.diagnostic(`${alertsIn(rules).length} alerts, ${cases.length} cases`);
  });

  it('promtool takes the scrape configuration', async () => {
    await bench.write('aimf.rules.yml', rules);
    const file = await bench.write('prometheus.yml', await deployed('prometheus/prometheus.yml'));
    assert.match(await run('promtool', ['check', 'config', '--lint=all', '--lint-fatal', file]), /SUCCESS/);
  });

  it('every alert has its entry in the runbook, and every entry its alert', async () => {
    const operations = await readFile(join(root, 'docs/operations.md'), 'utf8');
    const runbook = /^## Runbook$(.*?)(?=^## |(?![\s\S]))/ms.exec(operations)[1];
    const entries = runbook.split(/^### /m).slice(1).map((entry) => [entry.slice(0, entry.indexOf('\n')), entry]);
    assert.deepEqual(entries.map(([name]) => name).sort(), alertsIn(rules).sort());
    for (const [name, entry] of entries) for (const part of ['**Means:**', '**Look at:**', '**Do:**']) assert.ok(entry.includes(part), `${name}: ${part}`);
    for (const rule of rules.split(/^ *- alert: /m).slice(1)) {
      const name = rule.slice(0, rule.indexOf('\n'));
      for (const annotation of ['summary', 'description']) assert.match(rule, new RegExp(`^ *${annotation}: .+`, 'm'), name);
      assert.match(rule, new RegExp(`^ *runbook: docs/operations\\.md#${name.toLowerCase()}$`, 'm'), name);
    }
  });

  it('every metric that an alert or the dashboard names is among those at /metrics', async (t) => {
    const [where, admin] = [await freePort(), await freePort()];
    await bench.site({ where, admin });
    await ask({ port: where }, '/fr/');
    const { body } = await ask({ port: admin }, '/metrics');
    const samples = new Set(body.toString().split('\n').map((line) => /^[a-z_]+/.exec(line)?.[0]).filter(Boolean));
    const withoutComments = rules.replace(/^\s*#.*$/gm, '').replace(/^ *runbook:.*$/gm, '');
    const inRules = withoutComments.match(METRIC);
    const inDashboard = expressions(dashboard).flatMap((text) => text.match(METRIC) ?? []);
    const named = new Set([...inRules, ...inDashboard]);
    assert.ok(named.size >= 15, [...named].join(' '));
    assert.deepEqual([...named].filter((name) => !samples.has(name)), []);
    const { panels, schemaVersion } = dashboard;
    assert.ok(schemaVersion >= 39);
    assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
    for (const { title, targets, datasource } of panels) {
      assert.equal(datasource.uid, '${source}', title);
      assert.ok(targets.every(({ expr }) => expr.includes('instance=~"$instance"')), title);
    }
    t.diagnostic(`${named.size} metrics`);
  });

  it('Prometheus scrapes the program, draws each panel, and is alerted when the program is broken, kept, waiting or gone', async () => {
    const [where, admin, port] = [await freePort(), await freePort(), await freePort()];
    const [folder, state] = [bench.path('site'), bench.path('state')];
    await run(binary, ['init', folder]);
    const start = () => bench.start('aimf', binary, ['serve', '--site', folder, '--state', state, '--watch', '--listen', `127.0.0.1:${where}`, '--admin-listen', `127.0.0.1:${admin}`], { cwd: bench.folder });
    let site = start();
    const config = await deployed('prometheus/prometheus.yml', { '127.0.0.1:8081': `127.0.0.1:${admin}`, 'scrape_interval: 15s': 'scrape_interval: 1s' });
    await bench.write('aimf.rules.yml', rules);
    const file = await bench.write('scraped.yml', `global: { evaluation_interval: 1s }\n${config}`);
    const parameters = [`--config.file=${file}`, `--storage.tsdb.path=${bench.path('tsdb')}`, `--web.listen-address=127.0.0.1:${port}`, '--log.level=warn'];
    const prometheus = bench.start('Prometheus', 'prometheus', parameters);
    const api = async (path) => JSON.parse((await ask({ port }, path)).body).data;
    const value = async (expr) => (await api(`/api/v1/query?query=${encodeURIComponent(expr)}`)).result;
    await prometheus.ready(async () => (await ask({ port }, '/-/ready')).status === 200);
    await until('it is scraped', async () => (await value('up{job="aimf"}'))[0]?.value[1] === '1');
    await until('its requests are seen', async () => {
      await ask({ port: where }, '/fr/');
      return (await value('rate(aimf_http_requests_total[10s]) > 0')).length > 0;
    });
    for (const { title, targets } of dashboard.panels) {
      for (const { expr } of targets) {
        const asked = expr.replaceAll('$instance', '.*').replaceAll('$__rate_interval', '10s');
        assert.ok((await value(asked)).length > 0, `${title}: ${asked}`);
      }
    }
    const states = async () => (await api('/api/v1/rules')).groups.flatMap(({ rules }) => rules).map(({ name, state, health }) => [name, state, health]);
    await until('the rules are evaluated', async () => (await states()).filter(([, , health]) => health === 'ok').length === alertsIn(rules).length);
    const pending = async () => (await states()).filter(([, state]) => state === 'pending').map(([name]) => name);
    const isPending = (...names) => until(`${names} pending`, async () => JSON.stringify(await pending()) === JSON.stringify(names));
    await isPending();
    await writeFile(join(folder, 'content/contact.toml'), 'broken');
    await isPending('AimfEditionOutdated');
    await site.stop();
    await isPending('AimfUnreachable');
    site = start();
    await isPending('AimfEditionKept');
    await site.stop();
    await rm(state, { recursive: true });
    site = start();
    await isPending('AimfNotReady');
  });
});
