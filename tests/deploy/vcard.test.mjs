// The association's vCard, as two parsers of address books read it.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import ICAL from 'ical.js';
import { Bench, binary, run } from './lib/bench.mjs';

const NAME = 'Association Internationale des Maires Francophones';
/** A street with each sign that means something in a vCard, long enough for its line to be folded. */
const STREET = '9, rue des Halles ; escalier \\ B, à l’entresol de l’immeuble du fond, côté cour';
const EXPECTED = {
  name: NAME,
  shown: NAME,
  organisation: NAME,
  telephones: [
    ['+33 1 44 88 22 88', 'VOICE,WORK'],
    ['+33 1 40 39 06 62', 'FAX,WORK'],
  ],
  address: [STREET, 'Paris', '75001', 'France'],
};

/** A program for Python, whose vobject reads what GNOME and others write. */
const VOBJECT = `
import json, sys, vobject
card = vobject.readOne(open(sys.argv[1], newline="").read())
address = card.adr.value
print(json.dumps({
    "name": card.n.value.family,
    "shown": card.fn.value,
    "organisation": ", ".join(card.org.value),
    "telephones": [[one.value, ",".join(sorted(one.params["TYPE"]))] for one in card.tel_list],
    "address": [address.street, address.city, address.code, address.country],
}))
`;

describe('the vCard', () => {
  let bench;
  let file;
  before(async () => {
    bench = await Bench.open();
    const site = bench.path('site');
    await run(binary, ['init', site]);
    const contact = join(site, 'content/contact.toml');
    await writeFile(contact, (await readFile(contact, 'utf8')).replace('"9 rue des Halles"', `'${STREET}'`));
    await run(binary, ['export', bench.path('out'), '--site', site, '--base-url', 'https://www.example.org']);
    file = bench.path('out/contact.vcf');
  });
  after(() => bench?.close());

  it('is a vCard that ical.js reads, as Thunderbird does', async () => {
    const card = new ICAL.Component(ICAL.parse(await readFile(file, 'utf8')));
    const value = (name) => card.getFirstPropertyValue(name);
    assert.equal(value('version'), '3.0');
    const telephones = card.getAllProperties('tel').map((one) => [one.getFirstValue(), [one.getParameter('type')].flat().sort().join()]);
    const [, , street, city, , code, country] = value('adr');
    const found = { name: value('n')[0], shown: value('fn'), organisation: value('org'), telephones, address: [street, city, code, country] };
    assert.deepEqual(found, EXPECTED);
  });

  it('is a vCard that vobject reads', { skip: !process.env.VOBJECT_PYTHON && 'vobject is not installed' }, async () => {
    assert.deepEqual(JSON.parse(await run(process.env.VOBJECT_PYTHON, ['-c', VOBJECT, file])), EXPECTED);
  });
});
