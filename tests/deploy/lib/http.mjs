// A response as it went over the wire: no body is decoded, no redirect followed.

import { Agent, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { createHash } from 'node:crypto';

/** What is between two hosts, or of the moment, and says nothing of the site. */
const OF_THE_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date', 'server', 'alt-svc']);

export const BROWSER = 'gzip, deflate, br, zstd';
export const LIMIT_MS = 30_000;

/** A keeper of connections, for a visitor who asks for much. */
export const keeper = () => new Agent({ keepAlive: true, maxSockets: 8 });
export const secureKeeper = () => new SecureAgent({ keepAlive: true, maxSockets: 8 });

/**
 * Asks `to` (`{ port }`, `{ socketPath }` or `{ port, ca, servername }` for TLS).
 * Resolves with the status, the headers (names in lower case), the body and how many bytes of it there are.
 */
export function ask(to, path, { method = 'GET', headers = {}, agent = false, host = 'www.example.org' } = {}) {
  const { ca, ...where } = to;
  const request = ca ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', ...where, ...(ca ? { ca } : {}), agent, method, path, headers: { host, ...headers } }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        if (!response.complete) return reject(new Error(`${path}: the body broke off`));
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    sent.setTimeout(LIMIT_MS, () => sent.destroy(new Error(`${path}: no answer within ${LIMIT_MS / 1000} s`)));
    sent.on('error', reject);
    sent.end();
  });
}

/** What a visitor and a cache can tell of a response; `without` names headers that are left out. */
export function seen({ status, headers, body }, without = []) {
  const kept = Object.entries(headers).filter(([name]) => !OF_THE_HOP.has(name) && !without.includes(name));
  return {
    status,
    headers: Object.fromEntries(kept.sort()),
    bytes: body.length,
    body: createHash('sha256').update(body).digest('hex').slice(0, 16),
  };
}

/** The value of a figure for Prometheus, summed over its labels. */
export async function figure(admin, name) {
  const { body } = await ask({ port: admin }, '/metrics');
  const lines = body.toString().split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}
