// What MDN's HTTP Observatory, by its own code, says of a site on this machine, as JSON. Its website asks public sites only.
//
//   node observe.mjs PLAIN_PORT SECURE_PORT PATH, with NODE_EXTRA_CA_CERTS for the site's certificate

import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ALL_TESTS } from '@mdn/mdn-http-observatory/src/constants.js';
import { getScoreDescription, getScoreModifier } from '@mdn/mdn-http-observatory/src/grader/grader.js';
import { retrieve } from '@mdn/mdn-http-observatory/src/retriever/retriever.js';

// The hosts that browsers know to be on HTTPS: its package fetches the list when it is installed. No host here is on it.
await writeFile(fileURLToPath(import.meta.resolve('@mdn/mdn-http-observatory/conf/hsts-preload.json')), '{}');

const [httpPort, httpsPort, path] = process.argv.slice(2);
const retrieved = await retrieve('localhost', { httpPort, httpsPort, path });
const findings = ALL_TESTS.map((test) => {
  const { pass, result } = test(retrieved);
  return { pass, result, modifier: getScoreModifier(result), words: getScoreDescription(result) };
});
process.stdout.write(JSON.stringify({ status: retrieved.responses.auto?.status, findings }));
