import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const MEMORY = new URL('../../src/platform/memory.ts', import.meta.url).href;

// As a process of its own: in this one nobody knows what else is garbage.
it('what a start has left behind is given back to the machine', () => {
  const program = `
    import { giveMemoryBack } from '${MEMORY}';
    let kept = [];
    for (let number = 0; number < 300_000; number += 1) kept.push({ number: [number] });
    kept = undefined;
    const { heapTotal } = process.memoryUsage();
    giveMemoryBack();
    process.stdout.write(JSON.stringify({ before: heapTotal, after: process.memoryUsage().heapTotal, gc: typeof gc }));`;
  const { before, after, gc } = said(program);
  expect(after).toBeLessThan(before / 2);
  expect(gc).toBe('undefined');
});

it('what reads answers over HTTP is compiled once, and not again with a compiler that takes more room than it', () => {
  const program = `
    import { createServer } from 'node:http';
    import { getHeapStatistics } from 'node:v8';
    import { leaveWasmAsItIs } from '${MEMORY}';
    const server = createServer((request, response) => response.end('{}')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    leaveWasmAsItIs();
    for (let call = 0; call < 20; call += 1) await (await fetch('http://127.0.0.1:' + server.address().port)).text();
    // What is compiled meanwhile is compiled by another thread.
    await new Promise((resolve) => setTimeout(resolve, 200));
    process.stdout.write(JSON.stringify({ peak: getHeapStatistics().peak_malloced_memory }), () => process.exit());`;
  expect(said(program).peak).toBeLessThan(8_000_000);
});

function said(program: string) {
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', env: {} });
  return JSON.parse(stdout);
}
