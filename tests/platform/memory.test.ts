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
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', env: {} });
  const { before, after, gc } = JSON.parse(stdout);
  expect(after).toBeLessThan(before / 2);
  expect(gc).toBe('undefined');
});
