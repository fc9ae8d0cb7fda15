import { describe, expect, it } from 'vitest';
import { EVERY_WEEK } from '../../src/core/how-often.ts';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { letGoOfStarters, redrawPairsAbout } from '../../src/pairings/index.ts';
import { newSetup } from '../../src/pairings/setup.ts';
import { heldMeeting } from '../scenarios/held-meeting.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { listenToStatements, type Scan, scansOf } from './plans.ts';

/** What may walk through a table that grows, and why. */
const ALLOWED: readonly { readonly statement: RegExp; readonly because: string }[] = [
  {
    statement: /not exists \(select 1 from jobs where jobs\.key = '.*\|\|.*state in \('ready', 'running', 'parked'\)/,
    because:
      'the auditor, once a minute: in a short table PostgreSQL reads all keys at once; SQLite looks each of them up',
  },
];

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };
const UNTIL_THURSDAY = 23 * HOUR + 30 * MINUTE;

describe.each(backends)('every statement of a day, on $name', (backend) => {
  it('finds its rows by an index', async () => {
    const statements = listenToStatements();
    const office = await openOffice(backend);
    await handOver(office);
    await mergeThem(office);
    await tellAhead(office);
    await meet(office);
    await beginPairing(office);
    await holdStandup(office);
    await office.app.services.actions.past('T_ACME', { settledAt: 1, number: 1 });
    await meetInPairs(office);
    await office.app.services.audit.audit();
    await fetch(`http://127.0.0.1:${office.port}/metrics`);

    const heard = statements();
    expect(heard.length).toBeGreaterThan(150);
    const scans = (await scansOf(office.database, heard)).filter(
      (scan) => backend.name === 'sqlite' || !isAllowed(scan),
    );
    expect(scans).toEqual([]);
  });
});

/** A meeting is prepared with a topic, which is settled in it; it ends, and somebody reads its minutes. */
async function meet(office: Office): Promise<void> {
  const { meetings } = office.app.services;
  const max = await actor(office, 'U_MAX');
  const [meetingId = '', topicId = ''] = (await heldMeeting(office, 'meeting.resolve')).split(' ');
  await meetings.resolve(max, { meetingId, topicId });
  await meetings.setGoals(max, meetingId, 'More');
  await meetings.definition.form(max, meetingId);
  for (const id of ['U_ANA', 'U_BEN', 'U_MIA']) {
    await meetings.definition.answer(await actor(office, id), meetingId, '', { words: 'They asked', needs: ['phone'] });
  }
  await meetings.definition.agree(max, meetingId, 0, 'They asked for a demo');
  await meetings.endNow(max, meetingId);
  await meetings.viewing.ahead('T_ACME');
  await meetings.viewing.minutesOf('T_ACME', undefined);
  await meetings.viewing.minutesOf('T_ACME', 1);
}

/** Max has people paired each Thursday morning, when a standup is held too. */
async function beginPairing(office: Office): Promise<void> {
  const setup = { ...newSetup('2026-03-05'), often: EVERY_WEEK, day: 'thu', at: '09:00' } as const;
  const saved = await office.app.services.pairings.setup.save(await actor(office, 'U_MAX'), setup);
  if (saved.kind !== 'saved') throw new Error(saved.kind);
}

/** Of a round everybody does everything: can’t and can, meets and learns, wants no partner and does, leaves; its time passes. */
async function meetInPairs(office: Office): Promise<void> {
  const { app, database, clock, slack } = office;
  const { pairings } = app.services;
  const [ana, mia] = [await actor(office, 'U_ANA'), await actor(office, 'U_MIA')];
  await slack.until(() =>
    slack
      .person('U_ANA')
      .dms()
      .find(({ says }) => says.includes('meet for twenty minutes')),
  );
  const round = (await pairings.newestTurn('U_ANA'))?.occurrenceId ?? '';
  await pairings.skip(ana, round);
  const skipped = await pairings.turn(round, 'U_ANA');
  expect(await pairings.comeBack(ana, round, skipped?.kind === 'skipped' ? skipped.since : 0)).toEqual({
    kind: 'done',
  });
  await pairings.pause(mia, undefined, 4);
  const { breakUntil = '' } = await pairings.setup.overview(mia);
  await pairings.endBreak(mia, breakUntil);
  expect(await pairings.met(ana, round)).toEqual({ kind: 'done' });
  expect(await pairings.learned(mia, round, 'They ask about the price first')).toMatchObject({ kind: 'noted' });
  await pairings.setup.overview(await actor(office, 'U_MAX'));
  await database.transaction(async (tx) => {
    await redrawPairsAbout({ clock, jobs: { enqueueAll: async () => {} } }, tx, ['no lead']);
    await letGoOfStarters(tx, ['no lead']);
    await pairings.onPersonChange(tx, { workspaceId: 'T_ACME', personIds: ['U_BEN'], what: 'deactivated' });
    await pairings.close(tx, round);
  });
}

async function actor({ app }: Office, userId: string) {
  const who = await app.services.people.admit({ teamId: 'T_ACME', userId });
  if (who.kind === 'refused') throw new Error(who.sentence);
  return who.actor;
}

const isAllowed = ({ statement }: Scan): boolean => ALLOWED.some((allowed) => allowed.statement.test(statement));

/** Somebody writes again; two leads become one, and two again; a domain is blocked. */
async function mergeThem({ slack, send }: Office): Promise<void> {
  const max = slack.person('U_MAX');
  await send(LEAD, { isKnown: true });
  await max.type('/lead merge 1 2', 'leads');
  await max.submit(await slack.until(() => max.view()), {});
  await max.closeAll();
  await max.type('/lead show 1', 'leads');
  await max.type('/lead unmerge 2', 'leads');
  await max.type('/lead block junk.example', 'leads');
  await max.type('/lead block', 'leads');
  await slack.until(() => max.sees('C_LEADS').find(({ says }) => says.includes('Blocked: ')));
}

/** One lead is claimed, given back, claimed again, warned of, late, and contacted; another waits. */
async function handOver({ slack, send, clock }: Office): Promise<void> {
  const [ana, max] = [slack.person('U_ANA'), slack.person('U_MAX')];
  ana.openHome();
  await send(LEAD);
  const card = await slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.includes('Acme')));
  await ana.press(card, 'Claim');
  await slack.until(() => ana.dms().find(({ says }) => says.includes('Jane Doe')));
  await ana.type('/lead release 1', 'leads');
  await ana.type('/lead list', 'leads');
  await ana.type('/lead mine', 'leads');
  await ana.type('/lead search acme robtics free campaign:spring before:today', 'leads');
  await ana.type('/lead search late', 'leads');
  await ana.type('/lead mine today', 'leads');
  await ana.type('/lead mine campaigns', 'leads');
  await ana.type('/lead list later', 'leads');
  await ana.type('/lead search 030 1234567', 'leads');
  await ana.type('/lead show acme', 'leads');
  await ana.type('/lead claim newest', 'leads');
  await send({ ...LEAD, company: 'Second Corp' });
  clock.advance(46 * MINUTE);
  clock.advance(16 * MINUTE);
  await slack.until(() => max.dms().find(({ says }) => says.includes('no first contact')));
  const contact = await slack.until(() => ana.dms().findLast(({ buttons }) => buttons.includes('Reached')));
  await ana.press(contact, 'Reached');
  await ana.type('/lead show 1', 'leads');
  await ana.type('/away tomorrow', 'leads');
  await slack.until(() => ana.home());
}

/** Marketing tells of a campaign; somebody has a concern, and it gets another name and is withdrawn. */
async function tellAhead({ slack }: Office): Promise<void> {
  const [ana, mia] = [slack.person('U_ANA'), slack.person('U_MIA')];
  const form = (person: typeof mia, callbackId: string) =>
    slack.until(() => (person.view()?.callbackId === callbackId ? person.view() : undefined));
  const post = (words: string) =>
    slack.until(() => ana.sees('C_LEADS').find(({ says, isEphemeral }) => !isEphemeral && says.includes(words)));
  await mia.type('/baton heads-up', 'leads');
  await mia.submit(await form(mia, 'heads-up.facts'), { title: 'Spring', startsOn: '2026-04-02' });
  await mia.submit(await form(mia, 'heads-up.words'), { audience: 'Shops', promise: 'An audit', talk: 'Ask' });
  await mia.closeAll();
  const first = await post('Heads-up: Spring');
  await ana.press(first, 'Concern');
  await ana.submit(await form(ana, 'heads-up.concern-it'), { line: 'No prices yet' });
  await ana.closeAll();
  await mia.choose(first, 'heads-up.menu', 'Edit');
  await mia.submit(await form(mia, 'heads-up.facts'), { title: 'Summer' });
  await mia.submit(await form(mia, 'heads-up.words'), {});
  await mia.closeAll();
  await mia.choose(await post('Heads-up: Summer'), 'heads-up.menu', 'Withdraw');
  await mia.submit(await form(mia, 'heads-up.withdraw-it'), {});
  await mia.closeAll();
  await post('was withdrawn');
  await mia.type('/baton heads-up list', 'leads');
  await mia.type('/baton heads-up 1', 'leads');
}

/** One standup with an ask that marketing takes. */
async function holdStandup(office: Office): Promise<void> {
  const { slack, clock } = office;
  const [ben, mia, max] = [slack.person('U_BEN'), slack.person('U_MIA'), slack.person('U_MAX')];
  await max.type('/standup setup');
  const form = await slack.until(() => max.view());
  await max.submit(form, { 'standup-setup.channel': 'C_SMARKETING' });
  await slack.until(() => max.view()?.says.includes('It applies from'));
  clock.advance(UNTIL_THURSDAY - 62 * MINUTE);
  const prompt = await slack.until(() => ben.dms().findLast(({ buttons }) => buttons.includes('Skip')));
  await ben.press(prompt, prompt.buttons[0] ?? '');
  await slack.until(() => ben.dms().find(({ says }) => says.includes('Posted')));
  await ben.type('/standup edit');
  const edited = await slack.until(() => ben.view());
  await ben.press(edited, 'Ask the other team');
  const ask = await slack.until(() => (ben.view()?.callbackId === 'ask.new-ask' ? ben.view() : undefined));
  await ben.submit(ask, { to: 'team:marketing', kind: 'content', text: 'Which deck for fintech?' });
  await ben.close();
  await ben.submit(edited, { today: 'Call Acme' });
  const inChannel = () => mia.sees('C_SMARKETING').find(({ buttons }) => buttons.includes('Take it'));
  await mia.press(await slack.until(inChannel), 'Take it');
  await mia.type('/baton asks');
  clock.advance(3 * HOUR);
  await slack.until(() => mia.sees('C_SMARKETING').find(({ says }) => /Complete|without an answer/.test(says)));
}
