import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/core/instants.ts';
import { arrives, idle, passTo } from '../leads/arrivals.ts';
import { backends } from '../support/backends.ts';
import { setTeam, WORKSPACE } from '../support/features.ts';
import { ADA, type Agreeing, agreeing, MONDAY } from './agreeing.ts';

const NO_PHONE = { company: 'Acme', email: 'jane@acme.example', campaign: 'Spring', source: 'Website' };

const demand = ({ agreements }: Agreeing, marketingChannelId: string | undefined) =>
  agreements.saveDemands(ADA, { stage: 'new', owed: { marketing: ['phone'], sales: [] }, marketingChannelId });

/** What has been shown of what is missing, and to whom. */
const digests = ({ shown }: Agreeing) =>
  shown.filter(({ key }) => key.startsWith('notice:gaps:')).map(({ to, content }) => [Object.values(to)[0], content]);

const TUESDAY = MONDAY - HOUR + DAY;

describe.each(backends)('what came incomplete, on $name', (backend) => {
  it('is told once each working morning, only if there is something, and without what was completed meanwhile', async () => {
    const it = await agreeing(await backend.open());
    await arrives(it, { fields: NO_PHONE });
    it.clock.moveBy(1);
    await demand(it, 'CMARKETING');
    it.clock.moveTo(MONDAY + HOUR);
    await arrives(it, { fields: { ...NO_PHONE, company: 'Second' } });
    await arrives(it, { fields: { ...NO_PHONE, company: 'Third', phone: '1' } });
    await arrives(it, { fields: { ...NO_PHONE, company: 'Typed by a rep' }, by: 'person', personId: 'UANN' });
    await arrives(it, { fields: { ...NO_PHONE, company: 'Typed by a marketer' }, by: 'person', personId: 'UMIA' });
    await arrives(it, { by: 'test' });
    await passTo(it, TUESDAY);
    await idle(it);
    // Its channel reads it; what came before it was demanded is history.
    expect(digests(it)).toMatchObject([['CMARKETING', { text: expect.stringContaining('2 leads came incomplete') }]]);
    expect(JSON.stringify(digests(it))).toContain('#2 Second: Phone is missing');
    expect(JSON.stringify(digests(it))).not.toContain('Third');

    it.clock.moveTo(TUESDAY + DAY);
    await idle(it);
    it.clock.moveTo(TUESDAY + DAY + HOUR);
    const late = await arrives(it, { fields: { ...NO_PHONE, company: 'Fifth' } });
    await it.leads.complete({ ...ADA, name: 'Mia', teams: ['marketing'], manages: [] }, late.id, { phone: '+49 30 1' });
    it.clock.moveTo(TUESDAY + 2 * DAY);
    await idle(it);
    expect(digests(it)).toHaveLength(1);
  });

  it('after a week of silence it is one digest; nobody hears of it once nothing is demanded', async () => {
    const it = await agreeing(await backend.open());
    await setTeam(it, 'marketing', ['UMIA'], ['UMIA']);
    await demand(it, undefined);
    for (let days = 1; days <= 3; days += 1) {
      it.clock.moveTo(MONDAY + days * DAY);
      await arrives(it, { fields: NO_PHONE });
    }
    await passTo(it, MONDAY + 7 * DAY);
    await idle(it);
    expect(digests(it)).toMatchObject([['UMIA', { text: expect.stringContaining('3 leads came incomplete') }]]);

    await it.agreements.saveDemands(ADA, {
      stage: 'new',
      owed: { marketing: [], sales: [] },
      marketingChannelId: undefined,
    });
    await arrives(it, { fields: NO_PHONE });
    it.clock.moveTo(MONDAY + 9 * DAY);
    await idle(it);
    expect(digests(it)).toHaveLength(1);
    expect(await it.agreements.tellGaps(WORKSPACE)).toBeUndefined();
  });

  it('two admins who change different things at once both have their way', async () => {
    const it = await agreeing(await backend.open());
    await Promise.all([demand(it, 'CMARKETING'), it.agreements.saveWords(ADA, { new: 'MQL' })]);
    expect(await it.agreements.rules(WORKSPACE)).toEqual({
      words: { new: 'MQL' },
      demands: [{ stage: 'new', field: 'phone', team: 'marketing' }],
      marketingChannelId: 'CMARKETING',
      segments: [],
      score: [],
    });
  });
});
