// The table of requests that proxies, caches and the export of a site are measured by.

import { BROWSER, ask } from './http.mjs';

const CODINGS = [BROWSER, 'gzip', 'zstd', 'gzip, deflate', undefined];

/** All paths of pages and files, found as a robot finds them: from the map of the site, by links and by stylesheets. */
export async function allPaths(to) {
  const get = async (path) => (await ask(to, path)).body.toString();
  const found = new Set(['/robots.txt', '/sitemap.xml', '/favicon.ico', '/data/aimf.json', '/data/timeline.csv']);
  const waiting = [...(await get('/sitemap.xml')).matchAll(/<loc>https?:\/\/[^/]+(\/[^<]*)<\/loc>/g)].map(([, path]) => path);
  while (waiting.length > 0) {
    const path = waiting.pop();
    if (found.has(path) || path === '/') continue;
    found.add(path);
    if (!path.endsWith('/') && !path.endsWith('.css')) continue;
    const text = await get(path);
    const links = path.endsWith('.css')
      ? [...text.matchAll(/url\("?(\/[^)"]*)"?\)/g)]
      : [...text.matchAll(/(?:href|src|content)="(?:https?:\/\/www\.example\.org)?(\/[^"#?]*)/g)];
    waiting.push(...links.map(([, link]) => link));
  }
  return [...found].sort();
}

/** The table: `{ path, method, headers }` each, with what a test calls it. */
export async function requests(to) {
  const paths = await allPaths(to);
  const table = [];
  const add = (path, headers = {}, method = 'GET') => table.push({ path, method, headers, name: `${method} ${path} ${JSON.stringify(headers)}` });
  const coded = (coding) => (coding !== undefined ? { 'accept-encoding': coding } : {});
  for (const path of paths) for (const coding of CODINGS) add(path, coded(coding));
  for (const coding of ['*', 'br;q=0, gzip', 'br;q=0.0,zstd;q=0, x-gzip', 'GZIP', 'identity', 'brotli', 'gzip, *;q=0', 'deflate', '']) {
    add('/fr/', coded(coding));
    add('/icon-192.png', coded(coding));
  }
  for (const path of ['/fr/%68istoire/', '/fr/histoire%2F', '/fr//histoire/', '/FR/', '/fr/%C3%A9t%C3%A9']) add(path, coded(BROWSER));
  for (const path of ['/nothing', '/fr/a.0123456789.css', '/fr/rien', '/fr/rien/', '/en/nothing', '/fr/histoire/index.html', '/fr/404.html', '/index.html.br', '/_redirects', '/_headers']) {
    for (const coding of [BROWSER, undefined]) add(path, coded(coding));
  }
  for (const path of ['/fr', '/en', '/fr/histoire', '/en/histoire/', '/fr/about/', '/accessibilite', '/accessibilite/', '/en/histoire', '/history', '/histoire/', '/fr-en/history', '/en/history?a=b&c=%C3%A9']) add(path, coded(BROWSER));
  for (const language of ['fr', 'en', 'en-GB,en;q=0.9,fr;q=0.5', 'fr-CA, en;q=0.8', 'de, en', 'de', '*', undefined]) {
    add('/', language ? { 'accept-language': language } : {});
  }
  add('/?a=b', { 'accept-language': 'en' });
  const style = paths.find((path) => path.endsWith('.css'));
  const font = paths.find((path) => path.endsWith('.woff2'));
  for (const path of ['/fr/', style, font, '/favicon.ico', '/data/aimf.json', '/nothing', '/fr']) add(path, coded(BROWSER), 'HEAD');
  for (const path of ['/fr/', '/en/history/', style, font]) {
    for (const coding of [BROWSER, 'gzip', undefined]) {
      const etag = (await ask(to, path, { headers: coded(coding) })).headers.etag;
      for (const condition of [etag, `W/${etag}`, `"x", ${etag}`, '*', '"x"']) add(path, { ...coded(coding), 'if-none-match': condition });
      add(path, { ...coded(coding), 'if-none-match': etag }, 'HEAD');
    }
  }
  for (const range of ['bytes=0-99', 'bytes=100-', 'bytes=-50', 'bytes=0-99999999']) {
    add(style, { range });
    add(font, { range });
    add('/fr/', { range });
  }
  return table;
}
