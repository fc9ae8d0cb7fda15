import type { Message } from '../../playground/server/model.ts';
import type { PlayedScene } from './kill-scene.ts';
import { posted } from './played.ts';

/** One lead and one card for each accepted delivery, one owner at a time, each alert once (I1, I2, I3). */
export async function leadViolations(scene: PlayedScene): Promise<string[]> {
  const { db } = scene.database;
  const leads = await db.selectFrom('leads').selectAll().execute();
  const deliveries = await db.selectFrom('deliveries').selectAll().execute();
  const events = await db.selectFrom('lead_events').selectAll().orderBy('lead_id').orderBy('seq').execute();
  const messages = posted(scene);
  const found: string[] = [];

  for (const company of scene.accepted) {
    const its = leads.filter((lead) => lead.company === company);
    const delivered = deliveries.filter(({ delivery_id }) => delivery_id === `delivery of ${company}`);
    if (delivered.length !== 1) found.push(`I1: ${company} was delivered ${delivered.length} times`);
    if (its.length !== 1) found.push(`I1: there are ${its.length} leads of ${company}`);
  }
  for (const [company, its] of Map.groupBy(leads, (lead) => lead.company)) {
    const [{ is_test, endpoint_id } = { is_test: 0, endpoint_id: null }] = its;
    if (is_test === 0 && its.length > 1) found.push(`I1: there are ${its.length} leads of ${company}`);
    if (endpoint_id !== null && !scene.accepted.has(company ?? '')) found.push(`I1: nobody has sent ${company}`);
  }
  for (const lead of leads) {
    const cards = messages.filter(
      (one) =>
        one.channel === lead.channel_id &&
        one.threadTs === undefined &&
        headingOf(one).endsWith(`#${lead.number} ${lead.company}`),
    );
    // What came out of a file is history: nobody reads of it.
    const wanted = lead.is_history === 1 ? 0 : 1;
    if (cards.length !== wanted) found.push(`I1: ${lead.company} has ${cards.length} cards`);
    for (const card of cards) found.push(...cardViolations(card, lead));
    found.push(
      ...journalViolations(
        lead,
        events.filter(({ lead_id }) => lead_id === lead.id),
      ),
    );
  }
  return [...found, ...(await lateViolations(scene, messages))];
}

interface LeadRow {
  readonly id: string;
  readonly number: number;
  readonly company: string | null;
  readonly owner_id: string | null;
}

const headingOf = ({ blocks }: Message): string => {
  const [first] = blocks;
  const text = first?.type === 'header' ? first.text : undefined;
  return typeof text === 'object' && text !== null && 'text' in text ? String(text.text) : '';
};

/** Who has it stands on the card, and only a free one can be claimed (I5). */
function cardViolations(card: Message, { company, owner_id }: LeadRow): string[] {
  const shown = JSON.stringify(card.blocks);
  const offersClaim = shown.includes('"lead.claim"');
  if (owner_id === null) return offersClaim ? [] : [`I5: ${company} is free, and its card offers no claim`];
  const names = shown.includes(`<@${owner_id}>`);
  return names && !offersClaim ? [] : [`I5: ${owner_id} has ${company}, and its card does not say so`];
}

interface EventRow {
  readonly seq: number;
  readonly kind: string;
  readonly by_id: string | null;
}

/** Claimed only while it is free, released only while it isn't (I2); nobody but those who sell has it (I8). */
function journalViolations({ company, owner_id }: LeadRow, events: readonly EventRow[]): string[] {
  let isFree = true;
  const found: string[] = [];
  for (const [at, { seq, kind, by_id }] of events.entries()) {
    if (seq !== at + 1) found.push(`I2: the journal of ${company} has no entry ${at + 1}`);
    if (kind === 'claimed') {
      if (!isFree) found.push(`I2: ${company} was claimed twice`);
      if (!['U_ANA', 'U_BEN', 'U_MAX'].includes(by_id ?? '')) found.push(`I8: ${by_id} has claimed ${company}`);
      isFree = false;
    }
    // Whoever has it or not: a manager, or Baton as the last resort, gives it to somebody.
    if (kind === 'assigned') isFree = false;
    if (kind === 'released') {
      if (isFree) found.push(`I2: ${company} was released though nobody had it`);
      isFree = true;
    }
  }
  if (isFree !== (owner_id === null)) found.push(`I2: the journal of ${company} ends otherwise than the lead`);
  return found;
}

/** A lead that is late was told of once in its channel and once to each manager; one that isn't, to nobody (I3). */
async function lateViolations(scene: PlayedScene, messages: readonly Message[]): Promise<string[]> {
  const { db } = scene.database;
  const clocks = await db
    .selectFrom('sla_clocks')
    .innerJoin('leads', 'leads.id', 'sla_clocks.lead_id')
    .select(['leads.company', 'sla_clocks.id', 'sla_clocks.state', 'sla_clocks.due_at'])
    .execute();
  const fired = await db.selectFrom('sla_events').selectAll().execute();
  const found: string[] = [];
  for (const { id, company, state } of clocks) {
    const isLate = state === 'late' || state === 'met-late';
    const lateEvents = fired.filter(({ clock_id, kind }) => clock_id === id && kind === 'late').length;
    if (lateEvents !== (isLate ? 1 : 0)) found.push(`I3: ${company} is ${state} and was late ${lateEvents} times`);
    const warned = fired.filter(({ clock_id, kind }) => clock_id === id && kind === 'warned').length;
    if (warned > 1 || (isLate && warned === 0)) found.push(`I3: ${company} was warned of ${warned} times`);
  }
  const waiting = await db.selectFrom('notices').selectAll().where('kind', 'like', 'lead.%').execute();
  for (const { key, state, batch } of waiting) {
    if (state === 'sending') found.push(`I3: ${key} is being told at rest`);
    const record = `notice:${batch}`;
    const row =
      state === 'sent' && (await db.selectFrom('messages').selectAll().where('key', '=', record).executeTakeFirst());
    if (row && !messages.some(({ ts, channel }) => ts === row.ts && channel === row.channel)) {
      found.push(`I3: ${key} is in no message`);
    }
  }
  return found;
}
