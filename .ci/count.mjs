import { readFileSync } from 'node:fs';

const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
  readFileSync(process.argv[2], 'utf8'),
);
const skipped = numPendingTests + numTodoTests;
const inBrowser = testResults
  .filter(({ name }) => name.replaceAll('\\', '/').includes('/tests/browser/'))
  .flatMap(({ assertionResults }) => assertionResults)
  .filter(({ status }) => status === 'passed').length;
process.stdout.write(
  `${numPassedTests} passed (${inBrowser} of them in a browser), ${numFailedTests} failed, ${skipped} skipped\n`,
);
// Without a Chromium the browser tests are left out: that is for a developer's machine, not for here.
if (inBrowser === 0) process.stdout.write('No test of tests/browser ran.\n');
if (numPassedTests === 0 || inBrowser === 0 || numFailedTests > 0 || skipped > 0) process.exit(1);
