import { describe, expect, it } from 'vitest';
import { campaignKey } from '../../src/core/campaign.ts';
import type { HeadsUpActor } from '../../src/headsups/rights.ts';
import { NEW_MEETING } from '../../src/meetings/setup.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const WORDS = { audience: 'Shops', promise: 'A free audit', talk: 'Ask what costs them most' };

async function actorOf({ app }: Office, userId: string) {
  const door = await app.services.people.admit({ teamId: 'T_ACME', userId });
  if (door.kind === 'refused') throw new Error(door.sentence);
  return door.actor;
}

/** The campaign is announced, or changed, by a form of its own. */
async function announce(
  { app }: Office,
  actor: HeadsUpActor,
  title: string,
  of?: { id: string; version: number },
  startsOn = '2026-03-20',
) {
  const { headsUps } = app.services;
  const window = crypto.randomUUID();
  const facts = { title, startsOn, expected: undefined, channelId: 'C_LEADS' };
  const kept = await headsUps.keepFacts(actor, window, { ...facts, headsUpId: of?.id, version: of?.version });
  return { window, kept, written: await headsUps.finish(actor, window, WORDS) };
}

const linked = async ({ app, database }: Office): Promise<readonly string[]> =>
  ((await app.services.leads.settings('T_ACME', database.db))?.campaignNews ?? []).map(({ title }) => title).toSorted();

describe.each(backends)('announcing, on $name', (backend) => {
  it('is done once by one form, by several at once without losing any, and of two who change it one sees the other', async () => {
    const office = await openOffice(backend);
    const { app, database } = office;
    const { headsUps } = app.services;
    const [mia, max, ana] = [
      await actorOf(office, 'U_MIA'),
      await actorOf(office, 'U_MAX'),
      await actorOf(office, 'U_ANA'),
    ];

    const titles = ['Spring webinar', 'Autumn fair', 'Trial', 'Newsletter', 'Podcast', 'Referral'];
    const made = await Promise.all(titles.map((title) => announce(office, mia, title)));
    expect(await linked(office)).toEqual(titles.toSorted());
    const again = await Promise.all(made.map(({ window }) => headsUps.finish(mia, window, WORDS)));
    expect(new Set(again.map((one) => one.kind === 'done' && one.headsUp.number)).size).toBe(titles.length);
    expect(await database.db.selectFrom('heads_ups').select('id').execute()).toHaveLength(titles.length);

    const [first] = made;
    if (first?.written.kind !== 'done') throw new Error('It was not announced');
    const { headsUp } = first.written;
    const both = await Promise.all([
      announce(office, { ...mia, gesture: 'one' }, 'Summer webinar', headsUp),
      announce(office, { ...max, gesture: 'other' }, 'Winter webinar', headsUp),
    ]);
    expect(both.map(({ written }) => written.kind).toSorted()).toEqual(['changed-meanwhile', 'done']);
    expect(await linked(office)).not.toContain('Spring webinar');
    // Several that are called otherwise at once, and one more, lose none of each other.
    const others = made.flatMap(({ written }) => (written.kind === 'done' ? [written.headsUp] : [])).slice(1);
    const renamed = others.map(({ terms }) => `${terms.title} again`);
    await Promise.all([
      ...others.map((one, at) => announce(office, mia, renamed[at] ?? '', one)),
      announce(office, mia, 'Roadshow'),
    ]);
    expect((await linked(office)).filter((title) => /again|Roadshow/.test(title))).toEqual(
      [...renamed, 'Roadshow'].toSorted(),
    );
    // The newest of one campaign is the one to which cards lead.
    const twice = await announce(office, mia, ' autumn  FAIR again');
    const standing = others.find(({ terms }) => terms.title === 'Autumn fair');
    expect(twice).toMatchObject({
      kept: { kind: 'announced', number: standing?.number },
      written: { kind: 'not-found' },
    });
    await announce(office, mia, ' autumn  FAIR again', undefined, '2026-03-21');
    const news = (await app.services.leads.settings('T_ACME'))?.campaignNews ?? [];
    expect(news.filter(({ title }) => campaignKey(title) === 'autumn fair again').map(({ title }) => title)).toEqual([
      ' autumn  FAIR again',
    ]);
    expect(await headsUps.withdraw(ana, headsUp.id)).toEqual({ kind: 'not-yours' });
    const gone = await Promise.all([headsUps.withdraw(mia, headsUp.id), headsUps.withdraw(max, headsUp.id)]);
    expect(gone.map(({ kind }) => kind).toSorted()).toEqual(['done', 'withdrawn']);
    expect(await headsUps.answer(ana, headsUp.id, { answer: 'clear' })).toMatchObject({ why: 'withdrawn' });
    expect((await linked(office)).filter((title) => title.includes('webinar'))).toEqual([]);
  });

  it('a concern is on the agenda of the next meeting where there are meetings, and a press that comes again changes nothing', async () => {
    const office = await openOffice(backend);
    const { app, database } = office;
    const { headsUps, meetings } = app.services;
    const [mia, max, ana] = [
      await actorOf(office, 'U_MIA'),
      await actorOf(office, 'U_MAX'),
      await actorOf(office, 'U_ANA'),
    ];
    const { written } = await announce(office, mia, 'Spring webinar');
    if (written.kind !== 'done') throw new Error(written.kind);
    const { id } = written.headsUp;
    const topics = async () =>
      (await database.db.selectFrom('meeting_topics').select('text').execute()).map(({ text }) => text);
    const says = (line: string, gesture: string) =>
      headsUps.answer({ ...ana, gesture }, id, { answer: 'concern', line });

    expect(await says('No prices yet', 'one')).toMatchObject({ kind: 'done', isOnAgenda: false });
    expect(await topics()).toEqual([]);
    await meetings.setup.save(max, { ...NEW_MEETING, channelId: 'C_LEADS' });
    expect(await says('Still no prices', 'two')).toMatchObject({ kind: 'done', isOnAgenda: true });
    expect(await topics()).toEqual(['Concern about heads-up 1, Spring webinar: Still no prices']);
    await headsUps.answer({ ...ana, gesture: 'three' }, id, { answer: 'clear' });
    // Slack delivers the older press once more.
    await says('Still no prices', 'two');
    const view = await headsUps.byId('T_ACME', id);
    expect(view?.answers).toEqual([{ personId: 'U_ANA', answer: 'clear', isOnAgenda: false }]);
    expect(await topics()).toHaveLength(1);
  });

  it('PPL-1: of who has left, the managers of their team hear concerns, and whoever comes or leaves is asked or not', async () => {
    const office = await openOffice(backend);
    const { app, database, slack } = office;
    const { headsUps, people } = app.services;
    const [mia, ana, ada] = [
      await actorOf(office, 'U_MIA'),
      await actorOf(office, 'U_ANA'),
      await actorOf(office, 'U_ADA'),
    ];
    const { written } = await announce(office, mia, 'Spring webinar');
    if (written.kind !== 'done') throw new Error(written.kind);
    const { id } = written.headsUp;
    const shows = (words: string) =>
      slack.until(() =>
        slack
          .person('U_ANA')
          .sees('C_LEADS')
          .some(({ says }) => says.includes(words)),
      );
    await shows('Is this clear to you? 2 are asked');
    await database.transaction((tx) =>
      people.setTeam(tx, ada, { team: 'sales', members: ['U_ANA', 'U_BEN', 'U_SAM'], managers: ['U_MAX'] }),
    );
    await shows('Is this clear to you? 3 are asked');

    slack.admin.deactivate('U_MIA');
    await expect.poll(() => people.isHere(database.db, 'U_MIA')).toBe(false);
    await headsUps.answer(ana, id, { answer: 'concern', line: 'No prices yet' });
    await slack.until(() =>
      slack
        .person('U_MAX')
        .dms()
        .some(({ says }) => says.includes('Ana Ruiz has a concern')),
    );
    expect(await headsUps.withdraw(await actorOf(office, 'U_MAX'), id)).toMatchObject({ kind: 'done' });
  });
});
