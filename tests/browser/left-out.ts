import { chromium } from './chromium.ts';

const NOTICE =
  'Left out: the browser tests in tests/browser, because no Chromium was found. ' +
  'Install it, e.g. `apt-get install chromium`, and run npm test again.\n';

/** Says at the start and at the end of a run what it did not test. */
export default function sayWhatIsLeftOut(): () => void {
  const say = () => {
    if (chromium === undefined) process.stdout.write(`\n${NOTICE}`);
  };
  say();
  return say;
}
