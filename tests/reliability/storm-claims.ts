import { systemClock } from '../../src/platform/clock.ts';
import { pressOnce } from './storm-hands.ts';
import { LEADS, type StormOffice } from './storm-office.ts';
import { cardOf, pause, toldTo, within } from './storm-sight.ts';

/** A claim of which Slack was told that it was worked on. */
export interface Try {
  readonly person: string;
  readonly number: number;
  /** By the machine's clock. */
  readonly acknowledgedAt: number;
  /** What they were told; undefined if nothing came. */
  readonly told: string | undefined;
}

const PATIENCE = 12;
const TOLD_WITHIN = 6_000;

/** All of them reach for the lead in the same moment: the first by the button, the next by the command, and so on. */
export async function raceFor(
  office: StormOffice,
  claims: Try[],
  company: string,
  rivals: readonly string[],
): Promise<void> {
  const free = await within(40_000, () => {
    const card = cardOf(office.slack, company);
    return card !== undefined && card.owner === undefined ? card : undefined;
  });
  if (free === undefined) return;
  await Promise.all(rivals.map((person, at) => reach(office, claims, { person, ...free, byButton: at % 2 === 0 })));
  await within(40_000, () => cardOf(office.slack, company)?.owner);
}

async function reach(
  { slack }: StormOffice,
  claims: Try[],
  { person, number, ts, byButton }: { person: string; number: number; ts: string; byButton: boolean },
): Promise<void> {
  const before = toldTo(slack, person, number).length;
  for (let attempt = 0; attempt < PATIENCE; attempt += 1) {
    if (!(await claimOnce())) {
      await pause(120);
      continue;
    }
    const acknowledgedAt = systemClock.now();
    const told = await within(TOLD_WITHIN, () => toldTo(slack, person, number)[before]);
    claims.push({ person, number, acknowledgedAt, told });
    return;
  }

  async function claimOnce(): Promise<boolean> {
    const pressed = byButton ? await pressOnce(slack, person, LEADS, ts, 'lead.claim') : 'gone';
    if (pressed !== 'gone') return pressed === 'acknowledged';
    return (await slack.person(person).type(`/lead claim ${number}`, LEADS)).kind === 'acknowledged';
  }
}
