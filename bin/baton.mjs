#!/usr/bin/env node
// Plain old JavaScript, so that an old Node can still read it and say what is wrong: hence no named imports either.
import module from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Baton needs Node 22.18 or newer; this is ${process.versions.node}. ` +
      'On 64-bit Linux "npm ci" brings the right one: start Baton with "npm start" or "npm run baton".\n',
  );
  process.exit(78);
}
module.enableCompileCache();
const { builtFromThis, originOf } = await import('./built.mjs');
const built = builtFromThis();
const { run } = await (built === undefined ? import('./from-sources.mjs') : import(built));
await run(process.argv, originOf(built));
