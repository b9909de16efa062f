// What Google's CSP Evaluator says of the policy of each page: nothing to mend.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { Severity } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { Problems } from './lib/browser.mjs';
import { allPages } from './lib/site.mjs';

/** The findings of a policy that ask for something to be done. */
function findings(policy) {
  const { csp } = new CspParser(policy);
  return new CspEvaluator(csp).evaluate().filter(({ severity }) => severity < Severity.NONE);
}

describe('security', () => {
  it('CSP Evaluator finds what is wrong with a policy', () => {
    assert.notEqual(findings("script-src 'unsafe-inline' *").length, 0);
  });

  it('CSP Evaluator finds nothing to mend in the policy of any page', async () => {
    const problems = new Problems();
    for (const { path, headers } of await allPages()) {
      const policy = headers.get('content-security-policy');
      if (!policy) problems.add(path, 'there is no Content-Security-Policy');
      else for (const { directive, value, description } of findings(policy)) problems.add(path, `${directive} ${value ?? ''}: ${description}`);
    }
    problems.assertNone('the Content-Security-Policy');
  });
});
