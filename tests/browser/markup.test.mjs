// The Nu validator has no error, warning or remark about any page, stylesheet or SVG file.

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { Problems } from './lib/browser.mjs';
import { allPages, origin } from './lib/site.mjs';

const vnu = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

/** What the validator says although it is right: each with its reason. */
const ACCEPTED = [
  // CSS Containment 3 is a candidate recommendation that the validator of 2026 does not know yet.
  ({ message }) => /^CSS: .*(“container(-type|-name)?”|“@container”)/.test(message),
  // CSS Inline 3 defines `text-box`, browsers have it since 2025, and a browser without it loses a few pixels of alignment.
  ({ message }) => /^CSS: “text-box”/.test(message),
  // Side by side, half of the text is in the other language on purpose; and so it is where no language is known.
  ({ message, path }) => /This document appears to be written in/.test(message) && /^\/([a-z]{2}-[a-z]{2}|zz-nowhere)\//.test(path),
];

/** Runs the validator over `files`, each with its path on the site, and adds what it says to `problems`. */
async function validate(directory, files, problems) {
  const parameters = ['-Xss2m', '-jar', vnu, '--also-check-css', '--also-check-svg', '--format', 'json', '--stdout', '--exit-zero-always', ...files.keys()];
  const { stdout } = await promisify(execFile)('java', parameters, { cwd: directory, maxBuffer: 64 << 20, timeout: 300_000 });
  const { messages } = JSON.parse(stdout);
  for (const { type, subType, message, lastLine, lastColumn, extract, url } of messages) {
    const path = files.get(basename(url ?? '')) ?? url ?? 'the validator';
    if (ACCEPTED.some((accepts) => accepts({ message, path }))) continue;
    problems.add(`${path}:${lastLine}:${lastColumn}`, `${subType ?? type}: ${message}\n    ${(extract ?? '').replaceAll(/\s+/g, ' ').slice(0, 160)}`);
  }
}

describe('markup', () => {
  it('the Nu validator finds every page, stylesheet and drawing valid', async (context) => {
    const problems = new Problems();
    const directory = await mkdtemp(join(tmpdir(), 'aimf-markup-'));
    try {
      await mkdir(directory, { recursive: true });
      const files = new Map();
      const linked = new Set();
      for (const { path, name, html } of await allPages()) {
        files.set(`${name}.html`, path);
        await writeFile(join(directory, `${name}.html`), html);
        for (const [, href] of html.matchAll(/<link\b[^>]*?\bhref="?([^"\s>]+\.(?:css|svg))"?/g)) linked.add(new URL(href, origin + path).pathname);
      }
      for (const [index, path] of [...linked].entries()) {
        const file = `linked-${index}.${path.split('.').at(-1)}`;
        files.set(file, path);
        const response = await fetch(origin + path);
        if (!response.ok) problems.add(path, `answers ${response.status}`);
        await writeFile(join(directory, file), await response.text());
      }
      await validate(directory, files, problems);
      context.diagnostic(`${files.size} files`);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
    problems.assertNone('valid markup');
  });
});
