import { expect } from 'vitest';
import { type Duration, HOUR, MINUTE } from '../../src/core/instants.ts';
import type { Office } from '../support/baton.ts';
import { atRest, audited, decision } from './audited-office.ts';
import { nowAndThen, takePart } from './company-rituals.ts';

/** What audits found in a stretch of time in which nothing was wrong. */
export interface Alarms {
  readonly audits: number;
  /** Each a sentence: when, what, and whether it was mended or told. */
  readonly alarms: readonly string[];
  readonly leads: number;
  readonly answers: number;
  /** Who took part in a review, a retro, a pair or a campaign. */
  readonly parts: ReadonlySet<string>;
}

/** From here on a step is as if Baton had slept: what is due has to be done first. */
const LONGEST_STEP_MIDWAY: Duration = 15 * MINUTE;
const BY_NIGHT: Duration = 2 * HOUR;

/**
 * Lets a company work in an office until an instant, `byDay` from one step to the next: leads come, are claimed, given back and contacted, a standup is answered,
 * asks are made and taken, leads are given up, decisions are made; reviews, retros, meetings and pairs go on as they are scheduled. An audit looks right after each step, while its work is under way, and again when it is done.
 */
export async function lived(office: Office, until: number, byDay: Duration): Promise<Alarms> {
  const { app, clock, database } = office;
  const { actions, asks, leads, people, standups } = app.services;
  const alarms: string[] = [];
  let [audits, sent, answers] = [0, 0, 0];
  const parts = new Set<string>();

  async function actor(userId: string) {
    const admitted = await people.admit({ teamId: app.workspaceId, userId });
    if (admitted.kind === 'refused') throw new Error(admitted.sentence);
    return admitted.actor;
  }

  async function audit(when: string): Promise<void> {
    const { standing, repaired, isClean } = await audited(office);
    audits += 1;
    const at = new Date(clock.now()).toISOString();
    if (!isClean) alarms.push(`${at} ${when}: ${[...standing].join(' ')}`);
    if (repaired.size > 0) alarms.push(`${at} ${when}: mended ${[...repaired].join(' ')}`);
  }

  async function work(hour: number): Promise<void> {
    const ana = await actor('U_ANA');
    const ben = await actor('U_BEN');
    sent += 1;
    await office.send({ company: `Company ${sent}`, name: 'Jane Doe', email: `jane@company${sent}.example` });
    if (hour % 3 === 0) await office.send({ nothing: 'usable' });
    const [newest] = await database.db.selectFrom('leads').selectAll().orderBy('number', 'desc').limit(1).execute();
    if (newest !== undefined && sent % 2 === 0) {
      await leads.claim(ana, newest.id);
      if (sent % 4 === 0) await leads.release(ana, newest.id, 'Not mine');
      else if (sent % 3 !== 0) await leads.contact(ana, newest.id, 'reached');
      else await leads.reject(ana, newest.id, { reason: 'no-need' });
    }
    for (const [who, me] of [
      ['U_ANA', ana],
      ['U_BEN', ben],
    ] as const) {
      const mine = await database.db
        .selectFrom('ritual_slots')
        .select('id')
        .where('person_id', '=', who)
        .where('state', '=', 'sent')
        .execute();
      if (who === 'U_BEN' && sent % 5 === 0) continue;
      for (const { id } of mine) if ((await standups.post(me, id)).kind === 'posted') answers += 1;
    }
    await nowAndThen(office, sent);
    if (sent % 2 === 0) for (const person of await takePart(office)) parts.add(person);
    if (sent % 20 === 5) {
      const decided = await database.transaction((tx) =>
        actions.make(tx, ana, decision(clock.now(), `decision ${sent}`)),
      );
      expect(decided.kind).not.toBe('refused');
    }
    if (sent % 7 !== 0) return;
    const asked = await asks.create(ben, {
      to: { team: 'marketing' },
      kind: 'content',
      about: undefined,
      neededBy: undefined,
      text: 'Which deck?',
      origin: undefined,
      madeBy: `ask ${sent}`,
    });
    if (asked.kind === 'asked' && sent % 2 === 0) await asks.take(await actor('U_MIA'), asked.view.ask.id);
  }

  while (clock.now() < until) {
    const now = new Date(clock.now());
    const isDay = now.getUTCHours() >= 6 && now.getUTCHours() < 18;
    const isWorkday = now.getUTCDay() % 6 !== 0;
    const works = isDay && isWorkday;
    clock.advance(isDay ? byDay : BY_NIGHT);
    const step = works ? work(now.getUTCHours()) : Promise.resolve();
    if (works && byDay < LONGEST_STEP_MIDWAY) {
      await audit('while it works');
      await step;
      await audit('right after');
    }
    await step;
    await atRest(office);
    await audit('at rest');
    await audit('at rest');
  }
  return { audits, alarms, leads: sent, answers, parts };
}
