/** `npm run kill`: all stories with a death at every boundary, before and after it, on both databases. Takes its time. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Told } from './kill-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'baton-kill-all-'));
const report = join(folder, 'report');
const env = { ...process.env, KILL_EVERYWHERE: '1', KILL_REPORT: report };
const { status } = spawnSync('npx', ['vitest', 'run', 'tests/reliability/kill'], { env, stdio: 'inherit' });
const lines = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : [];
const told = lines.map((line): Told => JSON.parse(line));
rmSync(folder, { recursive: true });

const sum = (of: (one: Told) => number): number => told.reduce((total, one) => total + of(one), 0);
for (const { story, boundaries, killed, findings } of told) {
  say(`${story}: ${boundaries} boundaries, killed ${killed} times`);
  for (const finding of findings) say(`  ${JSON.stringify(finding)}`);
}
say(
  `${told.length} stories, ${sum((one) => one.boundaries)} boundaries, killed ${sum((one) => one.killed)} times: ` +
    `${sum((one) => one.broken)} broken.`,
);
process.exitCode = status ?? 1;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
