// Requests that no link leads to, and that a server meets all the same: what programs make of addresses, and robots of names.

import { BROWSER } from './http.mjs';

const PATHS = [
  // The file of a page, and what else stands in the folder of an export.
  '/index.html', '/fr/index.html', '/en/index.html', '/fr-en/index.html', '/fr/histoire/index.html', '/en/history/index.html', '/index.htm', '/index.php', '/fr/index',
  '/404.html', '/fr/404.html', '/en/404.html', '/404', '/404/', '/fr/404', '/fr/404/',
  '/_server.nginx.conf', '/_http.nginx.conf', '/_site.caddy', '/_headers', '/_redirects', '/_export.0123456789', '/_worker.js', '/_aimf', '/_aimf/', '/_aimf/0/fr/index.html', '/_aimf/send',
  '/_aimf/other/fr/', '/_aimf/current/static/site.css', '/_aimf/to/0', '/@aimf_nothing',
  '/index.html.br', '/index.html.gz', '/index.html.zst', '/fr/index.html.br', '/fr/index.html.gz', '/fr/index.html.zst', '/fr/404.html.br', '/robots.txt.br', '/sitemap.xml.gz', '/data/aimf.json.br',
  // Slashes: doubled, absent, one too many.
  '//', '///', '//fr', '//fr/', '///fr/', '/fr//', '/fr///', '/fr//histoire/', '//fr//histoire//', '/fr/histoire//', '/fr/histoire', '/fr/histoire/x/', '/fr', '/en', '/fr-en', '/fr-en/', '/static', '/static/', '/cards/',
  '/cards/fr', '/cards/fr/', '/data', '/data/', '/robots.txt/', '/sitemap.xml/', '/favicon.ico/', '/data/aimf.json/', '/fr/manifest.webmanifest/', '/fr/histoire/.html', '/fr/histoire.html', '/histoire.html',
  // Segments of dots, and other dots.
  '/.', '/..', '/./', '/../', '/fr/.', '/fr/..', '/fr/./', '/fr/../', '/./fr/', '/../fr/', '/fr/./histoire/', '/fr/../en/', '/fr/../fr/', '/en/../../etc/passwd', '/fr/...', '/.../fr/', '/fr/.histoire/', '/fr/histoire/.',
  '/.git/config', '/.env', '/.well-known/security.txt', '/.well-known/', '/.htaccess', '/fr/.git/HEAD', '/static/../fr/', '/static/..', '/%2e', '/%2e%2e', '/%2e/', '/%2E%2E/', '/fr/%2e', '/fr/%2e/', '/fr/%2e%2e/en/',
  '/fr/.%2e/en/', '/fr/%2E./', '/%2e%2e%2fetc%2fpasswd', '/fr/..;/en/',
  // Letters, encoded and in another case.
  '/%66r/', '/f%72/', '/%66%72/', '/%46r/', '/fr/%68istoire/', '/fr/histoir%65/', '/fr/%68istoire', '/fr%2Fhistoire/', '/fr%2fhistoire/', '/fr/histoire%2F', '/%2Ffr/', '/fr/%', '/fr/%zz', '/fr/%2', '/fr/%00', '/fr/%0a',
  '/fr/%20', '/fr/%20histoire/', '/fr/histoire/%20', '/fr/%C3%A9', '/fr/%e9', '/fr/%C3%A9t%C3%A9/', '/fr/%FF', '/fr/%3F', '/fr/%23', '/fr/%3Fa=b', '/fr/histoire%3F', '/fr/%25', '/fr/%2568istoire/', '/%74', '/robots%2Etxt', '/robots%2etxt',
  '/robots.tx%74', '/data/aimf%2ejson', '/en%2dfr/', '/fr%2Den/', '/fr-en/%68istory/', '/fr/%68%69%73toire/?a=%68', '/en/%68istoire/', '/%61bout',
  '/FR/', '/Fr/', '/fR/', '/EN/', '/FR', '/fr/Histoire/', '/fr/HISTOIRE/', '/fr/HISTOIRE', '/EN/HISTORY/', '/Robots.txt', '/ROBOTS.TXT', '/Favicon.ico', '/FR/404.html', '/Histoire', '/About/', '/SITEMAP.XML', '/Data/aimf.json',
  // Former slugs and short cuts.
  '/about', '/about/', '/accessibility', '/accessibilite', '/accessibilite/', '/histoire', '/histoire/', '/history', '/history/', '/contact', '/contact/', '/association', '/en/histoire', '/en/histoire/', '/fr/history/', '/fr/history', '/fr/about',
  '/fr/about/', '/en/association/', '/en/accessibilite', '/fr-en/histoire/', '/fr-en/history', '/donnees-personnelles', '/privacy/', '/en/donnees-personnelles/', '/fr/privacy/', '/about/x', '/about//',
  // Queries and their like.
  '/?', '/?a', '/?a=b', '/?a=b&c', '/?lang=en', '/fr?', '/fr?a', '/fr/?', '/fr/?a=b', '/fr/?a=b&a=c', '/fr/??', '/fr/?/..', '/fr/?%2f', '/fr/?%', '/fr/histoire?a=b', '/fr/histoire/?utm_source=x&utm_medium=y', '/about?a=b', '/about/?', '/en/histoire/?a=%C3%A9',
  '/history?a=b?c', '/fr/;a=b', '/fr/histoire;jsessionid=1', '/fr/&a=b', '/fr/=', '/robots.txt?a', '/nothing?a=b', '/fr/rien?a', '/data/aimf.json?callback=x', '/?%2f', '/fr/+', '/fr/*', "/fr/'", '/fr/"', '/fr/<script>', '/fr/$uri', '/$', '/fr/{path}', '/~', '/fr/|',
  // Nothing there.
  '/nothing', '/nothing/', '/%66r/rien', '/fr/rien%2Frien', '/fr/rien', '/fr/rien/', '/fr/rien/rien/rien', '/en/nothing', '/en/nothing/', '/fr-en/nothing', '/de/', '/pt/', '/wp-login.php', '/xmlrpc.php', '/admin/', '/fr/x'.padEnd(2000, 'x'), '/static/nothing.css', '/cards/fr/nothing.png',
  '/metrics', '/healthz', '/readyz', '/favicon.png', '/apple-touch-icon-precomposed.png', '/robot.txt', '/ads.txt', '/feed', '/rss.xml',
  // Fingerprints of another edition.
  '/static/site.0123456789.css', '/static/site.ABCDEF0123.css', '/static/site.012345678.css', '/static/site.css', '/static/nothing.0123456789.css', '/cards/fr/home.0123456789.png', '/cards/fr/nothing.0123456789.png', '/fr/a.0123456789.css', '/0123456789', '/a.0123456789',
  '/static/.0123456789.css', '/static/site.0123456789', '/static/site.0123456789.css/', '/static/site.0123456789.css.br', '/%73tatic/site.0123456789.css',
];

const METHODS = ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];

/** The requests: `{ path, method, headers, name }` each. */
export function oddRequests() {
  const table = [];
  const add = (path, headers = {}, method = 'GET') => table.push({ path, method, headers, name: `${method} ${path.slice(0, 100)} ${JSON.stringify(headers)}` });
  for (const path of new Set(PATHS)) add(path, { 'accept-encoding': BROWSER });
  for (const method of METHODS) {
    for (const path of ['/', '/fr/', '/fr/histoire', '/about/', '/robots.txt', '/static/site.0123456789.css', '/cards/fr/home.0123456789.png', '/fr/rien', '/nothing', '/fr/..', '/fr/index.html', '/_headers', '/FR/', '//fr/', '/fr%2F']) {
      add(path, { 'accept-encoding': BROWSER }, method);
    }
  }
  add('*', {}, 'OPTIONS');
  for (const coding of ['br', 'br, gzip', 'gzip;q=1.0, br;q=0.5', 'gzip;q=0.5, zstd;q=0.7', 'br;q=0, *', 'gzip;q=0', '*;q=0', '*;q=0, gzip', 'identity;q=0', 'identity, gzip;q=0.5', 'br;q=0.001', 'gzip;q=0.000', 'BR', 'x-gzip', 'brx, gzipx', 'gzip,,br', ' br ', 'br ; q=1', 'compress', 'zstd, br;q=nonsense', '*, br;q=0']) {
    for (const path of ['/fr/', '/favicon.ico', '/cards/fr/home.0123456789.png', '/fr/rien', '/static/site.0123456789.css']) add(path, { 'accept-encoding': coding });
  }
  for (const language of ['fr', 'FR', 'fr-CA', 'en-GB', 'EN-us', 'en, fr', 'fr, en', 'en;q=0.5, fr;q=0.9', 'fr;q=0, en', 'fr;q=0.0', 'en;q=0, *', 'de', 'de, en', 'de-CH, de;q=0.9, en;q=0.8', 'frx', 'eng', '*', '*;q=0.5, en', ', en', 'en ; q=0.3', 'fr-CA;q=0.3, en-US', 'x'.repeat(500), '']) {
    add('/', { 'accept-language': language });
    add('/fr/', { 'accept-language': language });
  }
  add('/', { 'accept-language': 'en' }, 'HEAD');
  for (const condition of ['*', '"x"', 'W/"x"', '""', 'nonsense', '"0123456789abcdef01234567"', ' * ']) {
    for (const path of ['/', '/fr/', '/fr', '/nothing', '/robots.txt', '/static/site.0123456789.css']) add(path, { 'accept-encoding': BROWSER, 'if-none-match': condition });
  }
  for (const path of ['/', '/fr/', '/nothing', '/robots.txt']) {
    for (const name of ['if-modified-since', 'if-unmodified-since']) {
      for (const date of ['Thu, 01 Jan 1970 00:00:00 GMT', 'Tue, 01 Jan 2999 00:00:00 GMT', 'nonsense']) add(path, { 'accept-encoding': BROWSER, [name]: date });
    }
    for (const condition of ['*', '"x"']) add(path, { 'accept-encoding': BROWSER, 'if-match': condition });
  }
  return table;
}

/** Requests for parts of files, and conditions on their entity-tags. */
export function partRequests(files, etags) {
  const table = [];
  const add = (path, headers, method = 'GET') => table.push({ path, method, headers, name: `${method} ${path} ${JSON.stringify(headers)}` });
  for (const [number, path] of files.entries()) {
    for (const range of ['bytes=0-0', 'bytes=0-99', 'bytes=5-', 'bytes=-50', 'bytes=-0', 'bytes=-99999999', 'bytes=0-99999999', 'bytes=99999999-', 'bytes=9-5', 'bytes=0-1,5-6', 'bytes=', 'bytes=a-b', 'bits=0-5', 'BYTES=0-5', 'bytes= 0-5', 'bytes=0-5 ', 'nonsense']) {
      add(path, { range });
      add(path, { range, 'accept-encoding': BROWSER });
    }
    add(path, { range: 'bytes=0-99' }, 'HEAD');
    for (const condition of [etags[number], `W/${etags[number]}`, '"x"', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Tue, 01 Jan 2999 00:00:00 GMT']) add(path, { range: 'bytes=0-99', 'if-range': condition });
    for (const condition of [etags[number], `"x", ${etags[number]}`, '*', '"x"']) add(path, { 'if-match': condition });
  }
  return table;
}
