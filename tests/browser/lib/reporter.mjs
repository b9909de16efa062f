// A line for each test; what failed in full, once; what was measured.

export default async function* report(source) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of source) {
    if (type === 'test:diagnostic' && data.file && !/^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(data.message)) {
      yield `        ${data.message}\n`;
    } else if (type === 'test:pass' && data.skip !== undefined) {
      yield `skip  ${data.name}: ${data.skip}\n`;
    } else if (type === 'test:pass' && data.details?.type !== 'suite') {
      passed += 1;
      yield `  ok  ${data.name} (${(data.details.duration_ms / 1000).toFixed(1)} s)\n`;
    } else if (type === 'test:fail' && data.details?.type !== 'suite' && data.details?.error?.failureType !== 'subtestsFailed') {
      failed += 1;
      const { cause, message } = data.details.error;
      // A list of problems says it all; any other error needs its place.
      const text = cause?.message?.includes('problem(s):') ? cause.message : (cause?.stack ?? cause?.message ?? message);
      yield `FAIL  ${data.name}\n${String(text).replaceAll(/^/gm, '      ')}\n`;
    } else if (type === 'test:stderr') {
      yield data.message;
    }
  }
  yield `${passed} passed, ${failed} failed\n`;
}
