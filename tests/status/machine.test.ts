import { describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../src/core/instants.ts';
import {
  addressFindings,
  appTokenFindings,
  type MachineDeps,
  machineFindings,
} from '../../src/status/machine-service.ts';
import { steeredClock } from '../support/steered-clock.ts';

const NOW = 1_800_000_000_000;

/** A machine on which all is well, but for what a test says. */
const machine = (differing: Partial<MachineDeps> = {}): MachineDeps => ({
  clock: steeredClock(NOW),
  damage: async () => undefined,
  disk: async () => 12_345_000_000,
  journal: async () => 4_200_000,
  work: async () => ({ parked: 0, nextDueAt: NOW + HOUR }),
  workedUntil: async () => NOW + 8 * SECOND,
  appTokenFault: async () => undefined,
  publicUrl: 'https://baton.example.com',
  answersAt: async () => true,
  ...differing,
});

async function said(differing: Partial<MachineDeps> = {}): Promise<string[]> {
  const deps = machine(differing);
  const all = [await machineFindings(deps), await appTokenFindings(deps), await addressFindings(deps)].flat();
  return all.map(({ state, about, sentence }) => `${state} ${about} ${sentence}`);
}

const WELL = [
  'ok Database reachable, sound and up to date.',
  'ok Disk 12.3 GB free.',
  'ok Work is being done, and nothing is overdue.',
  'ok App token opens Socket Mode.',
  'ok Address https://baton.example.com answers.',
];

describe('the doctor', () => {
  it('says in short what is well', async () => {
    expect(await said()).toEqual(WELL);
  });

  it.each<[string, Partial<MachineDeps>, string]>([
    [
      'a damaged database',
      { damage: async () => 'row 3 missing' },
      'fault Database is damaged (row 3 missing): stop Baton and restore the latest backup, as README says.',
    ],
    [
      'a full disk',
      { disk: async () => 42_500_000 },
      'fault Disk only 42 MB are free: make room, or leads can’t be taken.',
    ],
    [
      'nobody at work',
      { workedUntil: async () => NOW - HOUR },
      'note Work no Baton is running on this database: "npm start".',
    ],
    [
      'work that is not done',
      { work: async () => ({ parked: 0, nextDueAt: NOW - 2 * HOUR }) },
      'fault Work is 2 h behind: start Baton anew, and see job.failed in the log.',
    ],
    [
      'work that was given up',
      { work: async () => ({ parked: 2, nextDueAt: undefined }) },
      'note Work 2 given up: see job.parked in the log, then save /baton setup again.',
    ],
    [
      'an app token without its scope',
      { appTokenFault: async () => 'missing_scope' },
      'fault App token is refused by Slack (missing_scope): give it the scope connections:write.',
    ],
    [
      'a wrong app token',
      { appTokenFault: async () => 'invalid_auth' },
      'fault App token is refused by Slack (invalid_auth): copy it again from “Basic Information”, “App-Level Tokens”, and see that Socket Mode is on.',
    ],
    [
      'no public address',
      { publicUrl: undefined },
      'note Address PUBLIC_URL is not set: forms elsewhere need an address at which they reach Baton.',
    ],
    [
      'an address of this machine',
      { publicUrl: 'http://localhost:3000' },
      'note Address PUBLIC_URL is of this machine: forms elsewhere can’t reach it.',
    ],
    [
      'an address that does not answer',
      { answersAt: async () => false },
      'note Address https://baton.example.com does not answer from here: is Baton running, and does the proxy pass it on?',
    ],
  ])('notices %s, and says what to do', async (_what, differing, line) => {
    const lines = await said(differing);
    expect(lines.filter((one) => !WELL.includes(one))).toEqual([line]);
    expect(lines).toHaveLength(WELL.length);
  });

  it('notices a journal that somebody keeps from being emptied', async () => {
    expect(await said({ journal: async () => 64_000_000 })).toEqual(WELL);
    expect(await said({ journal: async () => 230_500_000 })).toContain(
      'note Disk the database’s journal (the file that ends in -wal) has 230 MB: end what keeps it open, such as a viewer or a copy that hangs.',
    );
  });

  it('asks no app token in HTTP mode, and no disk of PostgreSQL', async () => {
    const lines = await said({ appTokenFault: undefined, disk: undefined, journal: undefined });
    expect(lines).toEqual([WELL[0], WELL[2], WELL[4]]);
  });
});
