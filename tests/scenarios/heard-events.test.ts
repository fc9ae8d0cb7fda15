import { describe, expect, it } from 'vitest';
import type { Json } from '../../playground/server/json.ts';
import { NEW_STANDUP } from '../../src/standups/setup.ts';
import { stateOf } from '../reliability/slack-state.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { company } from '../support/company.ts';
import { readVerdicts, type VerdictRow } from '../support/verdict-table.ts';

const BATON = 'ULOCALBOT';

/**
 * Whom an event is about, or who has caused it. `external` is of another workspace and shares a channel with us (Slack Connect);
 * `slack` does something itself, and no person is named; `baton` is our own bot. The last two come with the payload of another
 * installation: `impostor` bears a manager's id there.
 */
const TELLERS = {
  member: { id: 'U_SAM', team: 'T_ACME', at: 'T_ACME' },
  admin: { id: 'U_ADA', team: 'T_ACME', at: 'T_ACME' },
  guest: { id: 'U_GUS', team: 'T_ACME', at: 'T_ACME' },
  left: { id: 'U_OLD', team: 'T_ACME', at: 'T_ACME' },
  external: { id: 'U_EXT', team: 'T_OTHER', at: 'T_ACME' },
  bot: { id: 'U_BOT', team: 'T_ACME', at: 'T_ACME' },
  slack: { id: undefined, team: 'T_ACME', at: 'T_ACME' },
  baton: { id: BATON, team: 'T_ACME', at: 'T_ACME' },
  foreigner: { id: 'U_FAR', team: 'T_FAR', at: 'T_FAR' },
  impostor: { id: 'U_MAX', team: 'T_FAR', at: 'T_FAR' },
} as const;

type Teller = (typeof TELLERS)[keyof typeof TELLERS];

/**
 * What becomes of it: `-` nothing at all; `learns` what Slack says of that person; `home` shows them their day, `refused` shows them
 * why not; `counts` who is in a channel, and `asks` them, or no more; `lead` makes one; `tells` the admins; `stops` calling
 * Slack until the app is installed again.
 */
const EXPECTED = readVerdicts(
  `
                                    member   admin    guest    left     external bot      slack    baton    foreigner impostor
  app_home_opened                   home     home     refused  refused  -        -        -        -        -        -
  app_home_opened, its messages     -        -        -        -        -        -        -        -        -        -
  app_uninstalled                   stops    stops    stops    stops    stops    stops    stops    stops    -        -
  channel_archive                   tells    tells    tells    tells    tells    tells    tells    -        -        -
  channel_archive, of no lead       -        -        -        -        -        -        -        -        -        -
  group_archive                     tells    tells    tells    tells    tells    tells    tells    -        -        -
  member_joined_channel             asks     asks     counts   counts   counts   counts   -        -        -        -
  member_left_channel               asks     asks     counts   counts   counts   counts   -        counts   -        -
  message, of the chosen app        lead     lead     lead     lead     lead     lead     lead     -        -        -
  message, of another app           -        -        -        -        -        -        -        -        -        -
  message, by themselves            -        -        -        -        -        -        -        -        -        -
  message, elsewhere                -        -        -        -        -        -        -        -        -        -
  message, changed                  -        -        -        -        -        -        -        -        -        -
  team_join                         learns   learns   learns   learns   learns   learns   -        learns   -        -
  tokens_revoked                    stops    stops    stops    stops    stops    stops    stops    stops    -        -
  tokens_revoked, of people         -        -        -        -        -        -        -        -        -        -
  user_change                       learns   learns   learns   learns   learns   learns   -        learns   -        -
`,
  Object.keys(TELLERS),
);

const typeOf = ({ name }: VerdictRow): string => name.split(',')[0] ?? '';

/** The channel that is listened to for leads of one app. */
const WATCHED = 'C_OTHER';
const CHOSEN = 'B_CRM';
const newLead = (count: number): string => `Company: Acme ${count}\nEmail: jane@acme-${count}.example\nName: Jane Roe`;

/** The channel whose members are asked each day. */
const ASKED = 'C_SMARKETING';

/** The event as Slack tells it; `count` is another one each time. */
function eventOf({ name }: VerdictRow, teller: Teller, count: number): Json {
  const { id, team } = teller;
  const [type = '', variant = ''] = name.split(', ');
  const who = id !== undefined && { user: id };
  switch (type) {
    case 'app_home_opened':
      return { type, ...who, channel: 'D_HOME', tab: variant === '' ? 'home' : 'messages' };
    case 'channel_archive':
    case 'group_archive':
      return { type, ...who, channel: variant === '' ? archived(count) : 'C_NOBODYS' };
    case 'member_joined_channel':
    case 'member_left_channel':
      return { type, ...who, channel: ASKED, channel_type: 'C', team };
    case 'message': {
      const message = { type, ...who, channel: WATCHED, ts: `17${count}.000100`, team, text: newLead(count) };
      if (variant === 'by themselves') return message;
      if (variant === 'of another app') return { ...message, bot_id: 'B_WEATHER' };
      if (variant === 'elsewhere') return { ...message, channel: 'C_SMARKETING', bot_id: CHOSEN };
      if (variant === 'changed')
        return { ...message, subtype: 'message_changed', message: { ...message, bot_id: CHOSEN } };
      return { ...message, bot_id: CHOSEN };
    }
    case 'team_join':
    case 'user_change':
      return { type, ...(id !== undefined && { user: { ...profileOf(teller), name: `name${count}` } }) };
    case 'tokens_revoked':
      return { type, tokens: variant === '' ? { bot: [BATON] } : { oauth: [id ?? 'U_SAM'], bot: [] } };
    default:
      return { type, ...who };
  }
}

/** What Slack says of them; it makes nobody a member of ours who was none, and who says that of another workspace is not believed. */
const profileOf = ({ id, team }: Teller): Json => ({
  id,
  team_id: team,
  tz: 'Europe/Berlin',
  is_admin: id === 'U_ADA' || team === 'T_FAR',
  deleted: id === 'U_OLD',
  is_bot: id === 'U_BOT' || id === BATON,
  is_ultra_restricted: id === 'U_GUS',
});

const archived = (count: number): string => `C_OF_FORM_${count}`;

/** A company that is asked by channel, listens to an app's messages, and knows everybody. */
async function openCompany(backend: Parameters<typeof openOffice>[0]): Promise<Office> {
  const more = [
    { id: 'U_BOT', name: 'robot', isBot: true },
    { id: 'U_OLD', name: 'otto', isDeactivated: true },
  ];
  const office = await openOffice(backend, {
    slack: { company: { ...company, people: [...company.people, ...more] } },
  });
  const { intake, people, standups } = office.app.services;
  const asked = membersOf(office, ASKED);
  for (const { id } of Object.values(TELLERS)) if (id !== undefined && id !== BATON) asked.delete(id);
  const max = await people.admit({ teamId: 'T_ACME', userId: 'U_MAX' });
  if (max.kind === 'refused') throw new Error(max.sentence);
  await people.know(Object.values(TELLERS).flatMap(({ id, at }) => (id === undefined || at === 'T_FAR' ? [] : id)));
  await standups.saveSetup(max.actor, { ...NEW_STANDUP, who: 'channel', channelId: ASKED, at: '16:00' });
  const wish = { workspaceId: 'T_ACME', name: 'CRM', watchedId: WATCHED, channelId: 'C_LEADS' };
  await intake.watch(wish, 'U_ADA');
  const first = { channelId: WATCHED, ts: '1.1', botId: CHOSEN, botName: 'CRM', body: { text: newLead(0) } };
  await intake.hear('T_ACME', first);
  await intake.chooseSender('T_ACME', 'crm', CHOSEN);
  return office;
}

/** What was kept and seen before, and what has been logged till then. */
interface Before {
  readonly state: Awaited<ReturnType<typeof stateOf>>;
  readonly logged: number;
}

const before = async (office: Office): Promise<Before> => ({
  state: await stateOf(office),
  logged: office.log.entries.length,
});

async function tell({ slack }: Office, row: VerdictRow, teller: Teller, count: number): Promise<void> {
  const receipt = await slack.deliver('events_api', {
    type: 'event_callback',
    team_id: teller.at,
    event_id: `Ev${count}`,
    event: { ...eventOf(row, teller, count), event_ts: `17${count}.000100` },
    authorizations: [{ team_id: teller.at, user_id: BATON, is_bot: true }],
  });
  expect(receipt.kind).toBe('acked');
}

/** What is different after it, in the words of the table; what has no word there stands with its own name. */
async function verdict(office: Office, row: VerdictRow, tellers: readonly Teller[], count: number): Promise<string> {
  const { slack, log } = office;
  for (const [at, teller] of tellers.entries()) await bringAbout(office, row, teller, count + at);
  const homes = () =>
    tellers.map(({ id, at }) => (id === undefined || at === 'T_FAR' ? undefined : slack.person(id).home()));
  const homesBefore = homes();
  const { state, logged } = await before(office);
  for (const [at, teller] of tellers.entries()) await tell(office, row, teller, count + at);
  const after = await stateOf(office);
  const news = () => log.entries.slice(logged).map(({ event }) => event);
  if (news().includes('slack.installation-lost')) {
    // The token works: Slack is asked at once whether it is true.
    await slack.until(() => news().includes('slack.installation-back'));
    return 'stops';
  }
  const changed = Object.keys({ ...state, ...after }).filter(
    (part) => JSON.stringify(state[part]) !== JSON.stringify(after[part]),
  );
  const [, most] = LARGE.find(([part]) => changed.includes(part)) ?? [];
  if (most !== undefined) return most;
  const words = new Set(changed.map((part) => WORDS[part] ?? part));
  for (const [at, home] of homes().entries())
    if (home?.hash !== homesBefore[at]?.hash) words.add(home?.says.includes('My day') === true ? 'home' : 'refused');
  return [...words].filter((word) => word !== '').join(' ') || '-';
}

/** What brings much else with it. */
const LARGE = [
  ['leads', 'lead'],
  ['notices', 'tells'],
  ['ritual_slots', 'asks'],
] as const;

/** When somebody opened their Home is nothing that anybody sees. */
const WORDS: Readonly<Record<string, string>> = { home_views: '', people: 'learns', ritual_members: 'counts' };

/** What is so when Slack tells of it. */
async function bringAbout(office: Office, { name }: VerdictRow, { id }: Teller, count: number): Promise<void> {
  if (name === 'member_joined_channel' && id !== undefined) membersOf(office, ASKED).add(id);
  if (name === 'member_left_channel' && id !== undefined) membersOf(office, ASKED).delete(id);
  if (!name.endsWith('_archive')) return;
  const form = {
    workspaceId: 'T_ACME',
    name: `Form ${count}`,
    signing: { scheme: 'token' },
    mapping: undefined,
  } as const;
  await office.app.services.intake.add({ ...form, channelId: archived(count) }, 'U_ADA');
}

function membersOf({ slack }: Office, channel: string): Set<string> {
  const found = slack.channels().find(({ id }) => id === channel);
  if (found === undefined) throw new Error(`There is no ${channel}`);
  return found.members;
}

describe.each(backends)('what Slack tells of its own accord, on $name', (backend) => {
  it('is decided for every event, whomever it is about', async () => {
    const office = await openCompany(backend);
    const heard = office.app.listeners.flatMap(({ events = {} }) => Object.keys(events));
    expect([...new Set(EXPECTED.map(typeOf))]).toEqual([...new Set(heard)].toSorted());
    let count = 1;
    for (const row of EXPECTED) {
      const found: Record<string, string> = {};
      // Those of whom nothing is expected are looked at together, as it is one look.
      const quiet = Object.entries(TELLERS).filter(([who]) => row.cells[who] === '-');
      const others = Object.entries(TELLERS).filter(([who]) => row.cells[who] !== '-');
      for (const group of [...others.map((one) => [one]), quiet]) {
        const tellers = group.map(([, teller]) => teller);
        const what = await verdict(office, row, tellers, count);
        for (const [who] of group) found[who] = what;
        count += tellers.length;
      }
      expect.soft(found, row.name).toEqual(row.cells);
    }
  });

  it('suggests nothing to anybody, and hears of no window that is closed', async () => {
    const office = await openCompany(backend);
    const { state } = await before(office);
    for (const { id, team, at } of Object.values(TELLERS)) {
      const who = { user: { id: id ?? 'USLACKBOT', team_id: team }, team: { id: at, domain: 'x' } };
      const view = { id: 'V1', type: 'modal', callback_id: 'lead.new-lead', private_metadata: '', blocks: [] };
      const asked = { type: 'block_suggestion', action_id: 'lead.search', block_id: 'b', value: 'Acme', view };
      const closed = { type: 'view_closed', view, is_cleared: true };
      expect(await office.slack.deliver('interactive', { ...who, ...asked })).toMatchObject({
        payload: { options: [] },
      });
      expect(await office.slack.deliver('interactive', { ...who, ...closed })).toMatchObject({ kind: 'acked' });
    }
    expect(await stateOf(office)).toEqual(state);
  });
});
