import type { Message } from '../../playground/server/model.ts';
import { writeJob } from '../../src/platform/jobs/queue.ts';
import { leaksIn, typedIn } from '../support/leaks.ts';
import { leadViolations } from './invariants-of-leads.ts';
import { ritualViolations } from './invariants-of-rituals.ts';
import { type Played, posted } from './played.ts';

/**
 * What does not hold of the invariants of docs/reliability.md, in words. Compares what Slack really shows with what the
 * database really holds, by SQL of its own and without a line of the product's features.
 */
export async function violations(played: Played): Promise<string[]> {
  const { scene } = played;
  const found = [
    ...(await messageViolations(played)),
    ...(await leadViolations(scene)),
    ...(await ritualViolations(scene)),
    ...(await silenceViolations(played)),
    ...(await leaks(played)),
    ...scene.slack.records.rejections
      .filter(({ code }) => played.flow.refusals?.includes(code) !== true)
      .map(({ what, code }) => `Slack refused ${what}: ${code}`),
  ];
  return [...found, ...(await staleness(played))];
}

const opOf = ({ metadata }: Message): unknown => {
  const payload = metadata?.event_payload;
  return typeof payload === 'object' && payload !== null && 'op' in payload ? payload.op : undefined;
};

/** Answers to a form whose sending may be repeated by whoever fills it in: not on record, and promised to nobody. */
const GREETINGS = /^(Baton posts new leads here|The daily standup)/;

/** Each logical message is in Slack once, where its record says (I1, I3, I4, I5). */
async function messageViolations({ scene, oldMessages }: Played): Promise<string[]> {
  const found: string[] = [];
  const rows = (await scene.database.db.selectFrom('messages').selectAll().execute()).filter(
    ({ key }) => !oldMessages.has(key),
  );
  const messages = posted(scene).filter(({ text }) => !GREETINGS.test(text));
  for (const row of rows) {
    const hits = messages.filter((one) => opOf(one) === row.op_id);
    if (row.state === 'blocked') continue;
    if (row.state !== 'shown') found.push(`I5: ${row.key} is ${row.state} at rest`);
    if (hits.length !== 1) found.push(`I1: ${row.key} is in Slack ${hits.length} times`);
    if (hits[0]?.ts !== row.ts) found.push(`I5: ${row.key} is not where its record says`);
  }
  const known = new Set(rows.map(({ op_id }) => op_id));
  for (const one of messages) if (!known.has(String(opOf(one)))) found.push(`I1: nobody knows of “${one.text}”`);
  const alike = Map.groupBy(messages, ({ channel, threadTs, text, blocks }) =>
    JSON.stringify([channel, threadTs, text, blocks.map(({ block_id: _id, ...block }) => block)]),
  );
  for (const same of alike.values()) {
    if (same.length > 1) found.push(`I1: said ${same.length} times: “${same[0]?.text}”`);
  }
  const rungByAll = scene.slack.notifications().filter(({ because }) => because === 'channel' || because === 'here');
  found.push(...rungByAll.map(({ text }) => `I7: a stranger has rung all: ${text}`));
  return found;
}

/** Nothing is parked, and no process has failed, without a word to anybody (I11). */
async function silenceViolations({ scene, baton }: Played): Promise<string[]> {
  const { db } = scene.database;
  const parked = await db.selectFrom('jobs').select(['key', 'last_error']).where('state', '=', 'parked').execute();
  const told = await db.selectFrom('notices').select('key').where('kind', '=', 'status.trouble').execute();
  const found =
    parked.length > 0 && told.length === 0 ? parked.map(({ key }) => `I11: ${key} is parked in silence`) : [];
  for (const one of baton.processes) {
    const complaints = one.said.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
    if (complaints.length > 0) found.push(`I11: a process said ${complaints.join('\n')}`);
    for (const line of one.said.split('\n')) {
      if (line.includes('"level":"error"') || line.includes('"event":"slack.message.repeated"'))
        found.push(`I11: ${line}`);
    }
  }
  return found;
}

/** No process has said a secret, what a lead says of a person or what anybody typed, on its way into any of its deaths, or in its metrics. */
async function leaks({ scene: { told, slack }, baton }: Played): Promise<string[]> {
  const canaries = new Set([slack.tokens.bot, slack.tokens.app, ...told, ...typedIn(slack.records.envelopes)]);
  const outputs = [...baton.processes.map(({ said }) => said), await baton.current.metrics()];
  return outputs.flatMap((output) => leaksIn(output, canaries)).map((one) => `I11: a process said “${one}”`);
}

/**
 * What Slack shows is what the database says (I5): all work that makes it so is asked for again, and nothing may come of it.
 * What was left out or overtaken by the death would show here.
 */
async function staleness(played: Played): Promise<string[]> {
  const { scene, baton, clock, flow } = played;
  if (flow.isTooOld) return [];
  const { database, slack } = scene;
  const jobs = await database.db
    .selectFrom('jobs')
    .select(['key', 'kind', 'payload'])
    .where('state', '=', 'done')
    .where('mode', '=', 'latest')
    .execute();
  const before = slack.records.calls.length;
  const { deaths } = baton;
  await database.transaction(async (tx) => {
    for (const { key, kind, payload } of jobs) {
      await writeJob(tx, { key, kind, payload: JSON.parse(payload), runAt: clock.now(), mode: 'latest' }, clock.now());
    }
  });
  await scene.rest();
  // It may come to its boundary only now: what the restart does is no sign of anything.
  if (deaths !== baton.deaths) return staleness(played);
  const changing = slack.records.calls.slice(before).filter(({ method }) => method.startsWith('chat.'));
  return changing.map(
    ({ method, args }) => `I5: Slack did not show what the database says: ${method} ${String(args.text)}`,
  );
}
