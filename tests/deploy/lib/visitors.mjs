// Visitors who come all the time, while something happens to the servers.

import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from './bench.mjs';

/** Between two visits: the machine has other things to do. */
const PAUSE_MS = 10;

/**
 * So many visitors, each of whom visits again and again until `work` is done. `visitor` makes one: a function of the number of a visit,
 * which rejects where an answer is not right, and resolves with how many there were. `work` gets a function that waits for some more.
 * Resolves with the number of answers; none may have been wrong.
 */
export async function visitDuring(count, visitor, work) {
  let done = false;
  let answers = 0;
  const failures = [];
  const stay = async (number) => {
    const visit = visitor();
    for (let turn = number; !done; turn += 1) {
      try {
        answers += await visit(turn);
      } catch (error) {
        failures.push(error.message);
      }
      await pause(PAUSE_MS);
    }
  };
  const visitors = Array.from({ length: count }, (_, number) => stay(number));
  const more = async () => {
    const so = answers;
    await until('visitors get answers', () => answers >= so + 60 || failures.length > 0);
  };
  try {
    await more();
    await work(more);
    await more();
  } finally {
    done = true;
    await Promise.all(visitors);
  }
  assert.deepEqual(failures, []);
  return answers;
}
