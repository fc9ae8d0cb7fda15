import { describe, expect, it } from 'vitest';
import type { SeenMessage } from '../../playground/server/seen.ts';
import { MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';

/** What somebody may write into a form, at the head of the field that is tried. */
const HOSTILE: readonly [string, string][] = [
  ['everybody', '<!channel> <!here> <!everyone>'],
  ['a person', '<@U_ANA> <@U_MAX>'],
  ['a user group', '<!subteam^S_REPS>'],
  ['a disguised link', '<https://evil.example|your bank> &lt;!channel&gt;'],
  ['a reversed text', '\u202eexe.gnp\u2066 zero\u200bwidth\ufeff'],
  ['ten thousand letters', '<'.repeat(5_000) + '👩‍👩‍👧‍👦'.repeat(500)],
  ['markup', '*Approved* `/baton setup` ~no~ > quote\n```code```'],
];

const FIELDS = ['company', 'name', 'job_title', 'message', 'source', 'campaign', 'region'];

describe.each(backends)('hostile words, on $name', (backend) => {
  it.each(HOSTILE)('%s in any field ring nobody and arrive as words', async (_, words) => {
    const office = await openOffice(backend);
    const { slack, send, clock } = office;
    const [ana, ben, max] = [slack.person('U_ANA'), slack.person('U_BEN'), slack.person('U_MAX')];
    const lead = { email: 'jane@example.com', crm_url: 'javascript:alert(1)' };
    for (const [at, field] of FIELDS.entries()) {
      expect((await send({ company: `C${at}`, name: 'Jane', ...lead, [field]: `${words} ${field}` })).status).toBe(200);
    }
    const cards = () => ben.sees('C_LEADS').filter(({ blocks, isEphemeral }) => blocks.length > 0 && !isEphemeral);
    await slack.until(() => cards().length === FIELDS.length);

    for (const at of FIELDS.keys()) await ana.type(`/lead claim ${at + 1}`, 'C_LEADS');
    const owned = () => ana.dms().filter(({ says }) => says.includes('Yours: #'));
    await slack.until(() => owned().length === FIELDS.length);
    for (const command of ['show 1', 'why 2', 'mine', 'list']) await ben.type(`/lead ${command}`, 'C_LEADS');
    await ana.type(`/lead release 4 ${words.slice(0, 3_000)}`, 'C_LEADS');
    const told = (who: typeof ana) => who.sees('C_LEADS').filter(({ isEphemeral }) => isEphemeral);
    await slack.until(() => told(ben).length === 4 && told(ana).length === FIELDS.length + 1);
    for (const message of [...told(ana), ...told(ben)]) expect(trapsIn(message)).toEqual([]);
    clock.advance(46 * MINUTE);
    await slack.until(() => ana.dms().find(({ says }) => says.includes('⏳')));
    clock.advance(15 * MINUTE);
    await slack.until(() => max.dms().find(({ says }) => /late/i.test(says)));

    const rang = slack.notifications().filter(({ because }) => because !== 'direct message');
    expect(rang.filter(({ because }) => because !== 'mention')).toEqual([]);
    const firstRing = cards().map(({ ts }) => ts);
    for (const person of ['U_ANA', 'U_BEN']) {
      const byCards = rang.filter((one) => one.person === person && firstRing.includes(one.ts));
      expect(byCards.length, person).toBe(FIELDS.length);
    }
    for (const person of ['U_MIA', 'U_SAM', 'U_ADA']) {
      expect(
        rang.filter((one) => one.person === person),
        person,
      ).toEqual([]);
    }
    for (const message of [...cards(), ...ana.dms(), ...max.dms()]) expect(trapsIn(message)).toEqual([]);
    expect(slack.records.rejections).toEqual([]);
    const refused = slack.records.calls.filter(({ answer }) => answer?.ok === false);
    expect(refused.map(({ method, answer }) => [method, answer])).toEqual([]);
    expect(office.log.entries.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

/** Control sequences and links that no text of ours has. */
function trapsIn({ text, blocks }: SeenMessage): string[] {
  const sent = [text, ...mrkdwnIn(blocks)].join('\n');
  return [
    /<!(?:channel|here|everyone|subteam)/,
    /<https?:[^>]*evil/,
    /javascript:/,
    /[\u202e\u2066\u200b\ufeff]/,
  ].flatMap((trap) => sent.match(trap)?.[0] ?? []);
}

/** Texts that Slack reads as markup; plain and rich texts are shown as they are. */
function mrkdwnIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(mrkdwnIn);
  if (typeof part !== 'object' || part === null) return [];
  if ('type' in part && part.type === 'mrkdwn' && 'text' in part) return [String(part.text)];
  return Object.values(part).flatMap(mrkdwnIn);
}
