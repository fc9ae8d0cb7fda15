import type { Message } from '../../playground/server/model.ts';
import { plainMessage } from '../../playground/server/plain-text.ts';
import type { ApiCall } from '../../playground/server/records.ts';
import { cardKey } from '../../src/leads/telling-service.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { OP_EVENT } from '../../src/platform/slack/client/client.ts';
import { promptKey } from '../../src/standups/telling-service.ts';
import { claimFaults } from './storm-history.ts';
import type { Deeds } from './storm-load.ts';
import { ASKED, type StormOffice } from './storm-office.ts';
import { isLabelled, postsOf } from './storm-posts.ts';
import { staleIn } from './storm-stale.ts';

/** What was found at rest; each list says what, in words. */
export interface Findings {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly doubleClaims: readonly string[];
  readonly promptsTwice: readonly string[];
  /** Messages in Slack that are not what the database says. */
  readonly stale: readonly string[];
  /** Claims of which nobody heard anything, though the process lived on. */
  readonly untold: readonly string[];
  /** Posts that say that they may be repeats. */
  readonly labelled: number;
}

export interface Judged {
  readonly office: StormOffice;
  readonly deeds: Deeds;
  readonly hasHistory: boolean;
  readonly killedAt: readonly number[];
}

/** Compares what people were promised, what the database holds and what stands in Slack, when nothing moves any more. */
export async function judge({ office, deeds, hasHistory, killedAt }: Judged): Promise<Findings> {
  const { database, slack } = office;
  const placed = slack
    .channels()
    .flatMap(({ messages }) =>
      messages.filter((message) => isOurs(message) && Number(message.ts) * 1_000 >= office.beginsAt),
    );
  const byOp = Map.groupBy(placed, opOf);
  const rows = await database.db.selectFrom('messages').selectAll().execute();
  const known = new Set(rows.map(({ op_id }) => op_id));
  const posts = postsOf(slack);
  const repeatFaults = [...byOp].flatMap(([op, copies]) => {
    const extra = hasHistory
      ? copies.length - 1
      : (posts.get(op) ?? []).slice(1).filter((post) => !isLabelled(post)).length;
    return extra > 0
      ? [{ op, says: `${copies.length} × ${oneLine(copies[0])} (${timesOf(posts.get(op) ?? [])})` }]
      : [];
  });
  const keyOf = new Map(rows.map(({ op_id, key }) => [op_id, key]));
  const isPrompt = ({ op }: { op: string }) => keyOf.get(op)?.startsWith('slot.') ?? false;
  const claims = await claimFaults(database, deeds.claims, killedAt);
  return {
    lost: [
      ...(await lostLeads(database, deeds)),
      ...rows.filter(({ state }) => state !== 'shown').map(({ key, state }) => `${key} is ${state}`),
      ...rows
        .filter(({ state, ts, op_id }) => state === 'shown' && !byOp.get(op_id ?? '')?.some((one) => one.ts === ts))
        .map(({ key }) => `${key} is not in Slack where the database says`),
    ],
    doubled: [
      ...repeatFaults.filter((fault) => !isPrompt(fault)).map(({ says }) => says),
      ...placed.filter((message) => !known.has(opOf(message))).map((message) => `nobody's: ${oneLine(message)}`),
      ...(await doubledLeads(database)),
    ],
    promptsTwice: [...repeatFaults.filter(isPrompt).map(({ says }) => says), ...(await promptFaults(database))],
    doubleClaims: claims.double,
    untold: claims.untold,
    stale: staleIn(slack, rows),
    labelled: [...posts.values()].flat().filter(isLabelled).length,
  };
}

const isOurs = ({ fromBot, onlyFor }: Message): boolean => fromBot && onlyFor === undefined;

function opOf({ metadata }: Message): string {
  const payload = metadata?.event_type === OP_EVENT ? metadata.event_payload : undefined;
  return typeof payload === 'object' && payload !== null && 'op' in payload ? String(payload.op) : '';
}

const oneLine = (message: Message | undefined): string =>
  message === undefined ? '' : plainMessage(message).replaceAll('\n', ' / ').slice(0, 120);

/** When each of them came to Slack and when it had landed and was answered, in milliseconds since the first. */
function timesOf(posts: readonly ApiCall[]): string {
  const first = posts[0]?.startedAt ?? 0;
  return posts
    .map(({ startedAt, answeredAt }) => `${startedAt - first} to ${(answeredAt ?? startedAt) - first} ms`)
    .join(', ');
}

async function lostLeads({ db }: Database, { acknowledged }: Deeds): Promise<string[]> {
  const leads = await db.selectFrom('leads').select(['id', 'company']).execute();
  const cards = await db.selectFrom('messages').select('key').where('state', '=', 'shown').execute();
  const shown = new Set(cards.map(({ key }) => key));
  return acknowledged
    .filter(({ company }) => !leads.some((lead) => lead.company === company && shown.has(cardKey(lead.id))))
    .map(({ company }) => `${company} was acknowledged and has no card`);
}

async function doubledLeads({ db }: Database): Promise<string[]> {
  const leads = await db.selectFrom('leads').select('company').execute();
  return [...Map.groupBy(leads, ({ company }) => company)]
    .filter(([, same]) => same.length > 1)
    .map(([company, same]) => `${same.length} leads of ${company}`);
}

/** Everybody has one slot of the day, and was asked. */
async function promptFaults({ db }: Database): Promise<string[]> {
  const slots = await db.selectFrom('ritual_slots').selectAll().execute();
  const shown = await db.selectFrom('messages').select('key').where('key', 'like', promptKey('%')).execute();
  const asked = slots.filter(({ id }) => shown.some(({ key }) => key === promptKey(id)));
  return [
    ...[...Map.groupBy(slots, (slot) => `${slot.person_id} on ${slot.team_on}`)]
      .filter(([, same]) => same.length > 1)
      .map(([who, same]) => `${same.length} slots of ${who}`),
    ...ASKED.filter((person) => asked.every(({ person_id }) => person_id !== person)).map(
      (id) => `${id} was never asked`,
    ),
  ];
}
