import { describe, expect, it } from 'vitest';
import type { Notification } from '../../playground/server/model.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/instants.ts';
import { newSetup } from '../../src/pairings/setup.ts';
import type { Actor } from '../../src/people/person.ts';
import { NEW_STANDUP } from '../../src/standups/setup.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const EVERYBODY = ['U_ANA', 'U_BEN', 'U_MIA', 'U_MAX', 'U_SAM'];
const STANDUPS = { Morning: '09:30', Noon: '12:00', Evening: '15:30' };

/** Midnight in Berlin. */
const MONDAY = at('2026-03-08T23:00Z');
const clockTime = (hours: number, minutes = 0): Instant => MONDAY + hours * HOUR + minutes * MINUTE;

/**
 * Three standups, a retro, pairs, two heads-ups, leads that ring and become late, asks by name, answered, declined and escalated, a
 * welcome, an absence, an outage, a channel that is lost and found: on one Monday, and for the same few people.
 */
describe.each(backends)('what may interrupt people, with all features at once, on $name', (backend) => {
  it('is three unasked messages a day beside their own leads, and one message a day and standup in a channel', async () => {
    const office = await openOffice(backend);
    const company = await workedBefore(office);
    await busyMonday(office, company);
    await reach(office, clockTime(34));

    const rung = await ringsOf(office);
    for (const [day, from] of [
      ['Monday', MONDAY],
      ['Tuesday', MONDAY + DAY],
    ] as const) {
      const today = rung.filter(({ at: when }) => from <= when && when < from + DAY);
      for (const person of [...EVERYBODY, 'U_ADA']) {
        const theirs = today.filter((ring) => ring.person === person);
        const direct = theirs.filter(({ because }) => because === 'direct message');
        const unasked = direct.filter(({ kinds }) => !kinds.every(isOfLeads)).map(({ text }) => text);
        expect(unasked.length, `${day}, ${person}:\n${unasked.join('\n')}`).toBeLessThanOrEqual(3);
        expectAnHourApart(direct.filter(({ kinds }) => kinds.includes('lead.late-for-manager')));
        expectOnlyForLeads(theirs.filter(({ because }) => because !== 'direct message'));
      }
    }
    const heard = new Set(rung.flatMap(({ kinds }) => kinds));
    expect([...heard]).toEqual(expect.arrayContaining(['retro.collect', 'pairing.turn', 'heads-up.reminder']));
    // It was a day on which there would have been far more.
    const onMonday = rung.filter(({ at: when }) => MONDAY <= when && when < MONDAY + DAY);
    for (const person of ['U_ANA', 'U_SAM', 'U_MAX']) {
      const direct = onMonday.filter((ring) => ring.person === person && ring.because === 'direct message');
      expect(
        direct.filter(({ kinds }) => !kinds.every(isOfLeads)),
        person,
      ).toHaveLength(3);
    }
    expect(await leftInPeace(office)).toBeGreaterThan(0);
    // What had to wait was told on the next day.
    expect(await waitingSinceMonday(office)).toEqual([]);
    await expectQuietChannels(office);
    expect(office.slack.records.rejections.filter(({ code }) => code !== 'not_in_channel')).toEqual([]);
  });
});

const LEADS = 7;
const RETRO = { channelId: 'C_OTHER', format: 'keep-fix-handoff', isAnonymous: false, collectDays: 2 } as const;

type Company = Readonly<Record<'ana' | 'mia' | 'max' | 'ada', Actor>>;

/** Wednesday: three standups begin, and asks that are going to wait too long. Then Baton is off until Monday. */
async function workedBefore(office: Office): Promise<Company> {
  const { services, workspaceId } = office.app;
  const admit = async (userId: string): Promise<Actor> => {
    const door = await services.people.admit({ teamId: workspaceId, userId });
    if (door.kind === 'refused') throw new Error(door.sentence);
    return door.actor;
  };
  const company = {
    ana: await admit('U_ANA'),
    mia: await admit('U_MIA'),
    max: await admit('U_MAX'),
    ada: await admit('U_ADA'),
  };
  await services.people.know(EVERYBODY);
  for (const [name, time] of Object.entries(STANDUPS)) {
    const form = { ...NEW_STANDUP, name, at: time, who: 'people' as const, people: EVERYBODY };
    const saved = await services.standups.saveSetup(company.max, { ...form, channelId: 'C_SMARKETING' });
    if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved));
  }
  for (const title of ['Spring webinar', 'Autumn fair']) {
    const facts = { title, startsOn: '2026-03-20', expected: undefined, channelId: 'C_LEADS' };
    await services.headsUps.keepFacts(company.mia, title, { ...facts, headsUpId: undefined, version: undefined });
    await services.headsUps.finish(company.mia, title, { audience: 'Shops', promise: 'An audit', talk: 'Ask' });
  }
  const paired = await services.pairings.setup.save(company.max, newSetup('2026-03-09'));
  if (paired.kind !== 'saved') throw new Error(paired.kind);
  for (const text of ['One?', 'Two?', 'Three?']) await ask(office, company.ana, { team: 'marketing' }, text);
  await settled(office);
  await office.app.stop();
  office.clock.jumpTo(clockTime(8));
  await office.restart();
  return company;
}

async function busyMonday(office: Office, { ana, mia, max, ada }: Company): Promise<void> {
  const { slack, send, database } = office;
  const { people, leads, asks, retros } = office.app.services;
  await reach(office, clockTime(8, 50));
  await database.transaction((tx) =>
    people.setTeam(tx, ada, { team: 'sales', members: ['U_ANA', 'U_BEN', 'U_SAM'], managers: ['U_MAX'] }),
  );
  await reach(office, clockTime(9, 5));
  const retro = await retros.start(max, { ...RETRO, people: [] });
  if (retro.kind !== 'started') throw new Error(retro.kind);
  for (const name of ['First Corp', 'Second Corp']) await send({ company: name, email: 'jane@corp.example' });
  await reach(office, clockTime(9, 6));
  const [first] = (await leads.list(ana, 'free')).leads;
  await leads.claim(ana, first?.id ?? '');
  const open = await asks.waitingIn(database.db, ana.workspaceId);
  for (const [hour, text] of [9.6, 10.2, 11.1, 13.4, 14.6].entries()) {
    await reach(office, clockTime(text));
    await ask(office, mia, { person: 'U_ANA' }, `For Ana ${hour}?`);
    await ask(office, mia, { person: 'U_SAM' }, `For Sam ${hour}?`);
    const [one, other] = [open[0]?.ask.id ?? '', open[1]?.ask.id ?? ''];
    if (hour === 1) await asks.answer(mia, one, 'The blue one');
    if (hour === 2) await asks.decline(mia, other, 'We have none');
    if (hour === 3) await people.setAway(max, { fromOn: '2026-03-16', untilOn: '2026-03-20' }, 'U_ANA');
    await send({ company: `Company ${hour}`, email: `jane@company${hour}.example` });
  }
  await reach(office, clockTime(15));
  slack.admin.kickBot('C_SMARKETING');
  await reach(office, clockTime(16));
  slack.admin.inviteBot('C_SMARKETING');
  await reach(office, clockTime(20));
}

async function ask(office: Office, from: Actor, to: { team: 'marketing' } | { person: string }, text: string) {
  const made = await office.app.services.asks.create(from, {
    to,
    kind: 'question',
    about: undefined,
    neededBy: undefined,
    text,
    origin: undefined,
    madeBy: crypto.randomUUID(),
  });
  if (made.kind === 'refused') throw new Error(made.why.kind);
}

/** Nobody tells news of such a short time late. */
const STEP = 5 * MINUTE;

/** Lets time pass, doing all work on its way. */
async function reach(office: Office, target: Instant): Promise<void> {
  const { clock, database } = office;
  await settled(office);
  while (clock.now() < target) {
    const { next } = await database.db
      .selectFrom('jobs')
      .select(({ fn }) => fn.min<number | null>('run_at').as('next'))
      .where('state', '=', 'ready')
      .executeTakeFirstOrThrow();
    clock.jumpTo(Math.min(Math.max(Number(next ?? target), clock.now() + STEP), target));
    await settled(office);
  }
}

/** Until nothing is due or under way. */
async function settled({ database, clock }: Office): Promise<void> {
  const pending = () =>
    database.db
      .selectFrom('jobs')
      .select(['key', 'state', 'last_error'])
      .where((where) =>
        where.or([
          where('state', '=', 'running'),
          where.and([where('state', '=', 'ready'), where('run_at', '<=', clock.now())]),
        ]),
      )
      .execute();
  await expect.poll(pending, { interval: 20 }).toEqual([]);
}

interface Ring extends Notification {
  readonly at: Instant;
  /** What the message is: the kinds of the notices in it, or the beginning of its name. */
  readonly kinds: readonly string[];
}

const instantOf = (ts: string): Instant => Number(ts) * 1_000;

/** What a message of Baton's is, by where it stands. */
async function namesOf({ database: { db } }: Office): Promise<(channel: string, ts: string) => readonly string[]> {
  const messages = await db.selectFrom('messages').select(['key', 'channel', 'ts']).execute();
  const notices = await db.selectFrom('notices').select(['kind', 'batch']).where('state', '=', 'sent').execute();
  const kinds = Map.groupBy(notices, ({ batch }) => `notice:${batch}`);
  const keys = new Map(messages.map(({ key, channel, ts }) => [`${channel} ${ts}`, key]));
  return (channel, ts) => {
    const key = keys.get(`${channel} ${ts}`) ?? 'unknown';
    return kinds.get(key)?.map(({ kind }) => kind) ?? [key.split(':')[0] ?? key];
  };
}

async function ringsOf(office: Office): Promise<readonly Ring[]> {
  const kindsAt = await namesOf(office);
  return office.slack
    .notifications()
    .map((ring) => ({ ...ring, at: instantOf(ring.ts), kinds: kindsAt(ring.channel, ring.ts) }));
}

/** About leads that they own or manage, which nobody must miss. */
const isOfLeads = (kind: string): boolean => kind.startsWith('lead.');

/** In a channel people are called by name for a lead's card, and once more for a lead that nobody has claimed in time. */
function expectOnlyForLeads(mentions: readonly Ring[]): void {
  const of = (...kinds: readonly string[]) =>
    mentions.filter((ring) => ring.kinds.every((kind) => kinds.includes(kind)));
  const [cards, warnings] = [of('lead.card'), of('lead.unclaimed', 'lead.waiting')];
  expect(cards.length + warnings.length).toBe(mentions.length);
  expect(new Set(cards.map(({ ts }) => ts)).size).toBe(cards.length);
  expect(warnings.length).toBeLessThanOrEqual(LEADS);
}

/** A manager hears of late leads at most once an hour. */
function expectAnHourApart(rings: readonly Ring[]): void {
  const times = rings.map((ring) => ring.at).toSorted((a, b) => a - b);
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(gaps.filter((gap) => gap < HOUR - MINUTE)).toEqual([]);
}

/** In the standups' channel one message for each standup; in the leads' one for each lead, and merged news an hour apart. */
async function expectQuietChannels(office: Office): Promise<void> {
  const kindsAt = await namesOf(office);
  const posted = (channel: string) =>
    office.slack
      .person('U_MIA')
      .sees(channel)
      .filter(({ fromBot, isEphemeral, ts }) => {
        const when = instantOf(ts);
        return fromBot && !isEphemeral && MONDAY <= when && when < MONDAY + DAY;
      })
      .flatMap(({ ts }) => kindsAt(channel, ts));
  expect(posted('C_SMARKETING')).toEqual(['standup.parent', 'standup.parent', 'standup.parent']);
  const inLeads = posted('C_LEADS');
  expect(inLeads.filter((kind) => kind === 'lead.card')).toHaveLength(LEADS);
  expect(inLeads.every(isOfLeads)).toBe(true);
}

/** How many prompts were left out because somebody had heard enough. */
async function leftInPeace({ database: { db } }: Office): Promise<number> {
  const slots = await db.selectFrom('ritual_slots').select('id').where('reason', '=', 'budget').execute();
  return slots.length;
}

async function waitingSinceMonday({ database: { db } }: Office): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('notices')
    .select(['key', 'recipient'])
    .where('state', '=', 'waiting')
    .where('at', '<', MONDAY + DAY)
    .execute();
  return rows.map(({ key, recipient }) => `${recipient} ${key}`);
}
