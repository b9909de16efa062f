// The running site, and the list of its pages.

import { once } from 'node:events';
import { connect } from 'node:net';

if (!process.env.SITE_URL) throw new Error('SITE_URL is not set: run through `node with-site.mjs …` or `tests/run browser`');

/** The origin of the site under test, without a final slash. */
export const origin = new URL(process.env.SITE_URL).origin;

/** Addresses where nothing is: in each language, where no language can be told from the path, and near to a page. */
const NOWHERE = ['/fr/cette-page-n-existe-pas/', '/en/this-page-does-not-exist/', '/zz-nowhere/', '/en/histry/', '/contacts/'];

/** The paths of the sitemap: what search engines are offered. */
export async function sitemapPaths() {
  const response = await fetch(`${origin}/sitemap.xml`);
  if (!response.ok) throw new Error(`/sitemap.xml: ${response.status}`);
  // The host is left out: --base-url may name the public one.
  const paths = [...(await response.text()).matchAll(/<loc>\s*([^<\s]+)\s*<\/loc>/g)].map(([, url]) => new URL(url).pathname);
  if (paths.length === 0) throw new Error('/sitemap.xml lists no page');
  return [...new Set(paths)];
}

/**
 * Every HTML page that a visitor can reach: the sitemap's, what their links lead to, and the pages for missing addresses.
 * Each is `{ path, status, name, html, headers }`; `name` suits a file name.
 */
export async function allPages() {
  const waiting = [...(await sitemapPaths())];
  const seen = new Set(waiting);
  const pages = [];
  for (const path of waiting) {
    const page = await fetchPage(path);
    if (!page) continue;
    if (page.status !== 200) throw new Error(`${path}: ${page.status}, linked from within the site`);
    pages.push(page);
    for (const next of linkedPaths(page)) {
      if (!seen.has(next)) {
        seen.add(next);
        waiting.push(next);
      }
    }
  }
  for (const path of NOWHERE) {
    const page = await fetchPage(path);
    if (page?.status !== 404) throw new Error(`${path} must answer 404 with a page`);
    pages.push(page);
  }
  return pages;
}

/** One page as `{ path, status, name, html, headers }`; `undefined` for a redirect or for what is not HTML. */
async function fetchPage(path) {
  const response = await fetch(origin + path, { redirect: 'manual' });
  const body = await response.text();
  if (response.status >= 300 && response.status < 400) return undefined;
  if (!response.headers.get('content-type')?.startsWith('text/html')) return undefined;
  const name = `${response.status === 200 ? '' : `${response.status}-`}${path.slice(1, -1).replaceAll('/', '_')}`;
  return { path, status: response.status, name, html: body, headers: response.headers };
}

/** The paths of the links of a page that stay on the site and look like pages. */
function linkedPaths(page) {
  const paths = [];
  for (const [, href] of page.html.matchAll(/<a\s[^>]*?href="?([^"\s>]*)/g)) {
    const url = new URL(href.replaceAll('&amp;', '&'), origin + page.path);
    if (url.origin === origin && url.pathname.endsWith('/')) paths.push(url.pathname);
  }
  return paths;
}

/** The bytes that a GET of `path` costs on the wire in brotli, headers included, counted on the socket itself. */
export async function bytesOnTheWire(path) {
  const { hostname, port, protocol } = new URL(origin);
  if (protocol !== 'http:') throw new Error('bytes are counted on a plain connection');
  const socket = connect(Number(port || 80), hostname);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept: */*\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nConnection: close\r\n\r\n`);
  let head = '';
  socket.on('data', (bytes) => {
    if (head.length < 16_384) head += bytes.toString('latin1');
  });
  await once(socket, 'close');
  if (!head.startsWith('HTTP/1.1 200') && !head.startsWith('HTTP/1.1 404')) throw new Error(`${path}: ${head.slice(0, 40)}`);
  return socket.bytesRead;
}
