/** Loaded into a process by `--import`: its machine's clock, and the time since its start, are moved by what stands in a file. */
import { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

const file = process.env.BATON_TEST_MACHINE ?? '';
const [clock, uptime] = [Date.now, os.uptime];
const moved = (): { clock: number; up: number } => JSON.parse(readFileSync(file, 'utf8'));

Date.now = () => clock() + moved().clock;
os.uptime = () => uptime() + moved().up / 1_000;
syncBuiltinESMExports();
