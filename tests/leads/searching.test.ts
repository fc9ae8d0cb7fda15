import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/core/instants.ts';
import { leadFields } from '../../src/core/lead-fields.ts';
import { createErasing } from '../../src/leads/records/erasing-service.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, staffed, WORKSPACE } from '../support/features.ts';
import { arrives, look } from './arrivals.ts';

const COMPANIES = ['Acme Robotics', 'Acme Norway', 'Zürich Müller AG', 'Straße & Co', '株式会社アクメ', 'Free SAS'];

/** Each company has a person who asked for something; Ann has the first lead. */
async function stocked(backendOpen: Parameters<typeof staffed>[0]) {
  const it = await staffed(backendOpen);
  const names = ['Jane Roe', 'Olaf Berg', 'Ulrike Ott', 'Sam Hill', '田中太郎', 'Luc Petit'];
  for (const [at, company] of COMPANIES.entries()) {
    const email = `${
      names[at]
        ?.split(' ')[0]
        ?.toLowerCase()
        .replace(/[^a-z]/g, '') || 'taro'
    }@mail${at}.example`;
    const fields = leadFields({
      company,
      contactName: names[at],
      email,
      phone: `+49 30 55500${at}1`,
      campaign: at % 2 === 0 ? 'Spring demo' : 'Autumn fair',
      source: 'Website',
    });
    await arrives(it, { fields });
    it.clock.moveBy(1_000);
  }
  const ann = await actor(it, 'UANN');
  const [first] = ((await it.leads.search(ann, 'robotics')) as { leads: readonly { id: string }[] }).leads;
  await it.leads.claim(ann, first?.id ?? '');
  return { it, ann, ben: await actor(it, 'UBEN'), max: await actor(it, 'UMAX') };
}

async function numbers(it: Features, who: Awaited<ReturnType<typeof actor>>, text: string): Promise<number[] | string> {
  const found = await it.leads.search(who, text);
  return 'fault' in found ? found.fault.kind : found.leads.map(({ number }) => number);
}

describe.each(backends)('searching leads, on $name', (backend) => {
  it('finds by beginnings, without accents, in any script, with a slip, and by filters in plain words', async () => {
    const { it, ann, max } = await stocked(await backend.open());
    const found = (text: string) => numbers(it, ann, text);
    expect(await found('acme')).toEqual([2, 1]);
    expect(await found('rob ACME')).toEqual([1]);
    expect(await found('zurich mueller')).toEqual([3]);
    expect(await found('zurich muller')).toEqual([3]);
    expect(await found('strasse')).toEqual([4]);
    expect(await found('アクメ')).toEqual([5]);
    for (const slip of ['robtoics', 'robotcs', 'robottics', 'rabotics', 'roboticz', 'xobotics', 'amce norway'])
      expect(await found(slip), slip).toEqual(slip.includes('norway') ? [2] : [1]);
    expect(await found('+49 (0)30 5550001')).toEqual([1]);
    expect(await found('campaign:“spring demo” zurich')).toEqual([3]);
    expect(await found('nothing')).toEqual([]);
    expect(await found('campaign:spring')).toEqual([5, 3, 1]);
    expect(await found('campaign:"spring demo" from:website zurich')).toEqual([3]);
    expect(await found('mine')).toEqual([1]);
    expect(await found('<@UANN>')).toEqual([1]);
    expect(await found('free acme')).toEqual([2]);
    expect(await found('"free"')).toEqual([6]);
    expect(await found('stage:accepted')).toEqual([1]);
    expect(await found('before:2026-03-02')).toEqual([]);
    expect(await found('after:today acme')).toEqual([2, 1]);
    // Leads have come: the Monday that was, whatever day it is.
    for (const day of ['monday', 'tuesday', 'friday', 'yesterday', '1 march'])
      expect(await found(`after:"${day}" acme`), day).toEqual([2, 1]);
    expect([await found('colour:red'), await found('before:soon'), await found('stage:great')]).toEqual([
      'unknown-filter',
      'no-date',
      'no-stage',
    ]);
    await it.database.transaction((tx) =>
      it.leads.changeRules(tx, 'T1', (rules) => ({ ...rules, words: { accepted: 'Great Fit', new: 'contacted' } })),
    );
    expect(await found('stage:"great fit"')).toEqual([1]);
    expect(await found('stage:accepted')).toEqual([1]);
    // What they call so comes before what Baton does.
    expect(await found('stage:contacted acme')).toEqual([2]);
    expect(await numbers(it, max, 'late')).toEqual([]);
    it.clock.moveBy(2 * HOUR);
    const { leads } = await it.leads.list(max, 'free');
    for (const lead of leads.slice(0, 2)) await look(it, lead);
    expect(await numbers(it, max, 'late')).toEqual([3, 2]);
  });

  it('tells nobody of a person whom they may not see, by whatever of them', async () => {
    const { it, ann, ben, max } = await stocked(await backend.open());
    for (const text of ['jane', 'roe', 'jane@mail0', '0305550001', '+49 30 5550001', 'jnae', 'acme jane']) {
      expect(await numbers(it, ann, text), `${text}, the owner`).toEqual([1]);
      expect(await numbers(it, max, text), `${text}, the manager`).toEqual([1]);
      expect(await numbers(it, ben, text), `${text}, somebody else`).toEqual([]);
      expect(await it.leads.resolve(ben, text, 'any', true), text).toEqual({ kind: 'none' });
    }
    expect(await numbers(it, ann, 'olaf')).toEqual([]);
  });

  it('finds nothing of a person who was forgotten, and what was added since', async () => {
    const { it, max } = await stocked(await backend.open());
    const { clock, jobs, database } = it;
    const [lead] = (await it.leads.list(max, 'mine')).leads.concat((await it.leads.list(max, 'free')).leads);
    const erasing = createErasing({ clock, jobs });
    await database.transaction((tx) => erasing.erase(tx, lead?.id ?? ''));
    expect(await numbers(it, max, 'olaf')).toEqual([]);
    expect(await numbers(it, max, 'norway')).toEqual([2]);
    const words = await database.db.selectFrom('lead_words').select('word').where('kind', '=', 'person').execute();
    expect(words.map(({ word }) => word)).not.toContain('olaf');
  });

  it('pages forth and back in the same order, whatever arrives meanwhile', async () => {
    const it = await staffed(await backend.open());
    const ann = await actor(it, 'UANN');
    for (let count = 0; count < 25; count += 1) {
      await arrives(it, { fields: { company: `Company ${count}`, campaign: 'Spring' } });
      // Several of one instant.
      if (count % 3 === 0) it.clock.moveBy(1_000);
    }
    const page = async (text: string, cursor?: Parameters<typeof it.leads.search>[2]) => {
      const found = await it.leads.search(ann, text, cursor);
      if ('fault' in found) throw new Error(found.fault.kind);
      return found;
    };
    const first = await page('company');
    expect(first).toMatchObject({ total: 25, isMore: false, back: undefined });
    await arrives(it, { fields: { company: 'Company new' } });
    const second = await page('company', first.next);
    const third = await page('company', second.next);
    const order = [first, second, third].flatMap(({ leads }) => leads.map(({ number }) => number));
    expect(order).toEqual(Array.from({ length: 25 }, (_, at) => 25 - at));
    expect(third.next).toBeUndefined();
    const again = await page('company', third.back);
    expect(again.leads).toEqual(second.leads);
    expect((await page('company', again.back)).leads).toEqual(first.leads);
    const waiting = await it.leads.list(ann, 'free');
    expect(waiting.leads.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const more = await it.leads.list(ann, 'free', waiting.next);
    expect(more.leads.at(0)?.number).toBe(11);
    expect((await it.leads.list(ann, 'free', more.back)).leads).toEqual(waiting.leads);
  });

  it('takes a lead for meant where one is, and offers several with the rest of the line', async () => {
    const { it, ann, ben, max } = await stocked(await backend.open());
    const meant = async (who: typeof ann, text: string, about: 'own' | 'free' | 'any' = 'any', isWhole = false) => {
      const found = await it.leads.resolve(who, text, about, isWhole);
      if (found.kind === 'none') return 'none';
      return found.kind === 'one'
        ? [found.lead.number, found.rest]
        : [found.leads.map(({ number }) => number), found.rest];
    };
    expect(await meant(ben, '#1 no need')).toEqual([1, 'no need']);
    expect(await meant(ben, '1: no need')).toEqual([1, 'no need']);
    expect(await meant(ben, '“acme robotics” no need')).toEqual([1, 'no need']);
    expect(await meant(ben, 'robotics no need')).toEqual([1, 'no need']);
    expect(await meant(ben, 'acme robotics no need')).toEqual([1, 'no need']);
    expect(await meant(ben, '"acme robotics" no need')).toEqual([1, 'no need']);
    expect(await meant(ben, 'acme no need')).toEqual([[2, 1], 'no need']);
    expect(await meant(ann, 'acme no need', 'own')).toEqual([1, 'no need']);
    expect(await meant(ben, 'acme', 'free', true)).toEqual([2, '']);
    expect(await meant(max, 'roe', 'any', true)).toEqual([1, '']);
    expect(await meant(ben, 'nobody at all', 'any', true)).toBe('none');
    expect(await meant(ben, '')).toBe('none');
  });

  it('reads a lead once, also of several who look at once and of hundreds that come at once', async () => {
    const it = await staffed(await backend.open());
    const ann = await actor(it, 'UANN');
    for (let count = 0; count < 3; count += 1) await arrives(it, { fields: { company: 'Same name' } });
    const found = await Promise.all([1, 2, 3, 4].map(() => numbers(it, ann, 'same')));
    expect(new Set(found.map(String))).toEqual(new Set(['3,2,1']));
    it.clock.moveBy(DAY);
    await it.leads.readArrived(WORKSPACE);
    expect(await numbers(it, ann, 'same')).toEqual([3, 2, 1]);
  });
});
