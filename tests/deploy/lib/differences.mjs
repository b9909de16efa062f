// How static file servers differ from the program: each difference with the words of deploy/README.md that tell it.
//
// says   the words
// when   whether a request may meet it; `expected` is what the program answers
// like   another request, to which the program answers as the server does to this one
// but    headers that are not compared
// own    the statuses of the server's own answer, of which nothing else is compared

import { brotliDecompressSync } from 'node:zlib';

// A list of three links: the other two are always there.
const LINK_TO_NEAR = /(id="ways-\w+">)\n<li>.*?<\/li>(?=(?:\n<li>.*?<\/li>){2}\n<\/ul>)/;
const LINKS_TO_NEAR = new RegExp(LINK_TO_NEAR, 'g');

/** The elements of a list without their weights, and without those of weight 0. */
const weightless = (list) => list.split(',').filter((one) => !/;\s*q=0(\.0*)?\s*$/.test(one)).map((one) => one.replace(/;.*/, '').trim()).join(', ');
const hasWeight = (list = '') => /;\s*q=(?!0(\.0*)?\s*(,|$))/.test(list);

const with_ = (request, name, value) => ({ ...request, headers: { ...request.headers, [name]: value } });
const without = (request, name) => {
  const { [name]: _, ...headers } = request.headers;
  return { ...request, headers };
};

const isMalformed = (path) => /^[^?]*%(?![0-9a-f]{2})/i.test(path);
/** Whether it leads above the root, segment by segment. */
function leadsAbove(path) {
  let depth = 0;
  for (const part of path.split('?')[0].replace(/%2e/gi, '.').replace(/%2f/gi, '/').split('/').slice(1)) {
    depth += part === '..' ? -1 : part === '.' ? 0 : 1;
    if (depth < 0) return true;
  }
  return false;
}
const isPlainRange = (range) => /^bytes=(\d+-\d*|-\d+)$/.test(range);

const BOTH = [
  {
    says: 'there is no link to the page whose address is near',
    when: ({ headers }, { status, body }) => status === 404 && LINK_TO_NEAR.test(body),
    // The page with the link is not compressed.
    text: (body, coding) => (coding === 'br' ? brotliDecompressSync(body) : body).toString().replace(LINKS_TO_NEAR, '$1'),
    but: ['content-encoding', 'content-length'],
  },
  {
    says: 'any other method but GET and HEAD a 405 whatever the path',
    when: ({ method }, { status }) => !['GET', 'HEAD'].includes(method) && status === 404,
    like: (request) => ({ ...request, path: '/fr/' }),
  },
  {
    says: 'The weights in `Accept-Language` are not compared',
    when: ({ path, headers }) => path === '/' && hasWeight(headers['accept-language']),
    like: (request) => with_(request, 'accept-language', weightless(request.headers['accept-language'])),
  },
  {
    says: 'A character that no address has, such as `<`, is a 404',
    when: ({ path }) => /[<>]/.test(path),
    like: (request) => ({ ...request, path: '/fr/rien' }),
  },
  { says: 'HEAD gets a 206 where GET does', when: ({ method, headers }) => method === 'HEAD' && headers.range, own: [206] },
];

export const NGINX = [
  ...BOTH,
  {
    says: 'The weights in `Accept-Encoding` are not compared either',
    when: ({ headers }) => hasWeight(headers['accept-encoding']),
    like: (request) => with_(request, 'accept-encoding', weightless(request.headers['accept-encoding'])),
  },
  {
    says: 'A path that leads above the root (`/..`), `%00` and `OPTIONS *` are a 400',
    when: ({ path }) => leadsAbove(path) || path.includes('%00') || path === '*',
    like: (request) => ({ ...request, method: 'GET', path: '/%' }),
  },
  { says: 'A 304 states the length of the page', when: (_, { status }) => status === 304, but: ['content-length'] },
  { says: 'a 206 does not say `Accept-Ranges`', when: (_, { status }) => status === 206, but: ['accept-ranges'] },
  {
    says: '`If-Match` and `If-Unmodified-Since` are a 412',
    when: ({ headers }, { status }) => (headers['if-match'] || headers['if-unmodified-since']) && [200, 412].includes(status),
    own: [412],
  },
  {
    says: 'A range that cannot be read or satisfied is nginx\'s own 416',
    when: ({ headers: { range } }, { status }) => range && (status === 416 || (status === 200 && !/,/.test(range) && (!isPlainRange(range) || /9-5/.test(range)))),
    own: [416],
  },
];

export const CADDY = [
  ...BOTH,
  {
    says: 'Entity-tags are its own, of size and time',
    when: (_, { headers }) => headers.etag,
    like: (request) => {
      const isOfProgram = (name) => /"[0-9a-f]{24}"/.test(request.headers[name] ?? '');
      const other = isOfProgram('if-none-match') ? without(request, 'if-none-match') : request;
      return isOfProgram('if-range') ? with_(other, 'if-range', '"x"') : other;
    },
    but: ['etag'],
  },
  {
    says: 'What is compressed, and a redirect to HEAD, comes without `Content-Length`',
    when: ({ method }, { status, headers }) => headers['content-encoding'] || (method === 'HEAD' && (status === 301 || headers['content-length'])),
    but: ['content-length'],
  },
  {
    says: 'A 304 repeats the security headers',
    when: (_, { status }) => status === 304,
    but: ['access-control-allow-origin', 'content-language', 'content-security-policy', 'cross-origin-opener-policy', 'cross-origin-resource-policy', 'permissions-policy', 'referrer-policy', 'strict-transport-security', 'x-content-type-options'],
  },
  {
    says: 'In `Accept-Encoding` it does not know `*`, `x-gzip` and the weight of `identity`',
    when: ({ headers }) => /\*|x-gzip|identity|nonsense/.test(headers['accept-encoding']),
    like: (request) => with_(request, 'accept-encoding', request.headers['accept-encoding'].split(',').filter((one) => !/\*|x-gzip|identity/.test(one)).map((one) => one.replace(';q=nonsense', '')).join(',')),
  },
  { says: '`%` without two digits is Caddy\'s own 400', when: ({ path }) => isMalformed(path), own: [400] },
  { says: '`OPTIONS *` its own 200', when: ({ path }) => path === '*', own: [200] },
  {
    says: 'A range that cannot be read or satisfied, or has several parts, is answered as Go does: 416, or a 206 in parts',
    when: ({ headers: { range } }, { status }) => range && (status === 416 || !isPlainRange(range) || /9-5/.test(range)),
    own: [206, 416],
  },
  { says: 'Entity-tags are its own, of size and time', when: ({ headers }, { status }) => (headers['if-match'] ?? '*') !== '*' && [200, 412].includes(status), own: [412] },
];
