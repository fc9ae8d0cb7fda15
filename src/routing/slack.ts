import { type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { readConditions } from '../core/condition-text.ts';
import type { Fact, LeadFacts } from '../core/conditions.ts';
import type { Ids } from '../platform/ids.ts';
import { errors, say } from '../platform/slack/listeners/answers.ts';
import type { Answer, Call, Listeners, ViewCall } from '../platform/slack/listeners/listeners.ts';
import {
  FIELDS,
  NO_POOL,
  POOL_FORM,
  poolModal,
  RULE_FORM,
  ruleModal,
  SHARES_FORM,
  sharesModal,
  TRY_FORM,
  tryModal,
} from './form-blocks.ts';
import { readHours, readPool, readShare } from './pool-form.ts';
import type { RoutingActor } from './ports-service.ts';
import type { Routing } from './service.ts';
import {
  ADD_POOL,
  ADD_RULE,
  CHANGE_POOL,
  CHANGE_RULE,
  goneMessage,
  notAdminMessage,
  OPEN_ROUTING,
  previewModal,
  RAISE_RULE,
  REMOVE_POOL,
  REMOVE_RULE,
  routingModal,
  SHARES,
  TRY_IT,
} from './set-up-blocks.ts';
import type { SetUpOutcome } from './setting-up-service.ts';

/** `/baton setup`, [More], Routing: for admins. */
export function routingListeners(
  routing: Routing,
  ids: Ids,
  /** What must be mended before a card can be posted there. */
  channelFault: (channelId: string) => Promise<string | undefined>,
): Listeners<RoutingActor> {
  const asAdmin =
    <C extends Call<RoutingActor>>(run: (call: C) => Promise<Answer>) =>
    async (call: C): Promise<Answer> =>
      call.actor.isAdmin ? run(call) : say(notAdminMessage());

  return {
    actions: {
      [OPEN_ROUTING]: asAdmin(({ actor }) => overview(actor)),
      [ADD_POOL]: asAdmin(async ({ actor }) => {
        const { pools } = await routing.overview(actor.workspaceId);
        return { kind: 'update', view: poolModal(ids.next(), undefined, pools, actor.zone) };
      }),
      [CHANGE_POOL]: asAdmin(async ({ actor, value }) => {
        const { pools } = await routing.overview(actor.workspaceId);
        const pool = pools.find(({ id }) => id === value);
        if (pool === undefined) return say(goneMessage());
        return { kind: 'update', view: poolModal(pool.id, pool, pools, actor.zone) };
      }),
      [SHARES]: asAdmin(async ({ actor, value }) => {
        const pool = await routing.pool(actor.workspaceId, value);
        if (pool === undefined) return say(goneMessage());
        return { kind: 'update', view: sharesModal(pool, await routing.namesIn(pool)) };
      }),
      [REMOVE_POOL]: asAdmin(async ({ actor, value }) => {
        const pool = await routing.pool(actor.workspaceId, value);
        if (pool === undefined) return say(goneMessage());
        await routing.removePool(actor, value);
        return overview(actor, md`Removed: pool ${pool.name}`);
      }),
      [ADD_RULE]: asAdmin(async ({ actor }) => {
        const { pools } = await routing.overview(actor.workspaceId);
        return { kind: 'update', view: ruleModal(ids.next(), undefined, pools, actor.zone) };
      }),
      [CHANGE_RULE]: asAdmin(async ({ actor, value }) => {
        const { pools, rules } = await routing.overview(actor.workspaceId);
        const rule = rules.find(({ id }) => id === value);
        return rule === undefined
          ? say(goneMessage())
          : { kind: 'update', view: ruleModal(value, rule, pools, actor.zone) };
      }),
      [RAISE_RULE]: asAdmin(async ({ actor, value }) => {
        const [id = '', at = ''] = value.split(':');
        return answered(actor, await routing.moveRuleUp(actor, id, Number(at)), md`Moved up.`);
      }),
      [REMOVE_RULE]: asAdmin(async ({ actor, value }) =>
        answered(actor, await routing.removeRule(actor, value), md`Rule removed.`),
      ),
      [TRY_IT]: asAdmin(async () => ({ kind: 'update', view: tryModal() })),
    },

    views: {
      [POOL_FORM]: asAdmin(savePool),
      [SHARES_FORM]: asAdmin(saveShares),
      [RULE_FORM]: asAdmin(saveRule),
      [TRY_FORM]: asAdmin(tryIt),
    },
  };

  async function overview({ workspaceId }: RoutingActor, said?: Mrkdwn): Promise<Answer> {
    return { kind: 'update', view: routingModal(await routing.overview(workspaceId), said && md`✅ ${said}`) };
  }

  async function savePool({ actor, values, metadata, now }: ViewCall<RoutingActor>): Promise<Answer> {
    const [id = '', seen = '0'] = metadata.split(':');
    const before = await routing.pool(actor.workspaceId, id);
    if (before === undefined && seen !== '0') return say(goneMessage());
    const next = values.option(FIELDS.next);
    const read = readPool(
      {
        name: values.text(FIELDS.name),
        people: values.users(FIELDS.people),
        timeout: values.number(FIELDS.timeout),
        mostOpen: values.number(FIELDS.mostOpen),
        mostADay: values.number(FIELDS.mostADay),
        next: next === NO_POOL ? undefined : next,
        last: values.user(FIELDS.last),
        hours: values.text(FIELDS.hours),
        zone: values.text(FIELDS.zone),
      },
      before,
      now,
    );
    if (read.kind === 'faults') {
      const named = Object.entries(read.faults).map(([field, sentence]) => [fieldOf(field), sentence]);
      return errors(Object.fromEntries(named));
    }
    const outcome =
      before === undefined || seen === '0'
        ? await routing.addPool(actor, id, read.terms)
        : await routing.changePool(actor, { ...before, version: Number(seen) }, read.terms);
    return answered(actor, outcome, md`Pool ${read.terms.name} saved.`, FIELDS.people);
  }

  async function saveShares({ actor, values, metadata }: ViewCall<RoutingActor>): Promise<Answer> {
    const [id = '', seen = ''] = metadata.split(':');
    const pool = await routing.pool(actor.workspaceId, id);
    if (pool === undefined) return say(goneMessage());
    const faults: Record<string, string> = {};
    const members = pool.members.map((member) => {
      const typed = values.text(member.personId);
      if (typed === undefined) return member;
      const share = readShare(member.personId, typed);
      if (typeof share === 'string') faults[member.personId] = share;
      return typeof share === 'string' ? member : share;
    });
    if (Object.keys(faults).length > 0) return errors(faults);
    const { id: _id, workspaceId: _workspace, version: _version, credits: _credits, ...terms } = pool;
    const outcome = await routing.changePool(actor, { ...pool, version: Number(seen) }, { ...terms, members });
    return answered(actor, outcome, md`Shares of ${pool.name} saved.`);
  }

  async function saveRule({ actor, values, metadata, now }: ViewCall<RoutingActor>): Promise<Answer> {
    const read = readConditions(values.text(FIELDS.conditions) ?? '');
    if (!read.ok) return errors({ [FIELDS.conditions]: read.fault });
    const channelId = values.channel(FIELDS.channel);
    const poolId = values.option(FIELDS.pool);
    const typed = values.text(FIELDS.hours);
    const calendar = typed === undefined ? undefined : readHours(typed, values.text(FIELDS.zone) ?? '', now);
    if (calendar !== undefined && 'fault' in calendar) return errors({ [calendar.field]: calendar.fault });
    const fault = channelId === undefined ? undefined : await channelFault(channelId);
    if (fault !== undefined) return errors({ [FIELDS.channel]: fault });
    const outcome = await routing.saveRule(actor, {
      id: metadata,
      conditions: read.conditions,
      ...(channelId !== undefined && { channelId }),
      ...(poolId !== undefined && poolId !== NO_POOL && { poolId }),
      ...(calendar !== undefined && { calendar }),
    });
    return answered(actor, outcome, md`Rule saved. It holds for leads that come from now on.`, FIELDS.conditions);
  }

  async function tryIt({ actor, values }: ViewCall<RoutingActor>): Promise<Answer> {
    const number = values.text(FIELDS.number);
    const facts = number === undefined ? undefined : await routing.factsOf(actor.workspaceId, number);
    if (number !== undefined && facts === undefined)
      return errors({ [FIELDS.number]: `I know no lead “${number}”. Its number is on its card.` });
    const typed = readConditions(values.text(FIELDS.conditions) ?? '');
    if (!typed.ok) return errors({ [FIELDS.conditions]: typed.fault });
    const preview = await routing.preview(actor, facts ?? factsIn(typed.conditions));
    return { kind: 'update', view: previewModal(preview, actor.zone) };
  }

  async function answered(actor: RoutingActor, outcome: SetUpOutcome, said: Mrkdwn, field?: string): Promise<Answer> {
    if (outcome.kind === 'saved') return overview(actor, said);
    const sentence = faultWords(outcome);
    return field === undefined
      ? { kind: 'update', view: await withFault(actor, sentence) }
      : errors({ [field]: sentence });
  }

  async function withFault({ workspaceId }: RoutingActor, sentence: string) {
    return routingModal(await routing.overview(workspaceId), md`⚠️ ${sentence}`);
  }
}

function faultWords(outcome: Exclude<SetUpOutcome, { kind: 'saved' }>): string {
  switch (outcome.kind) {
    case 'changed-meanwhile':
      return 'Somebody else has just changed it. Close this and open it again to see what it says now.';
    case 'not-sellers':
      return `${outcome.names.join(', ')} can’t hold a lead: only people of sales can. Add them with /baton setup, or take them out here.`;
    case 'too-many':
      return `There are ${outcome.most} rules already, which is the most. Remove one first.`;
  }
}

/** What a lead would say of itself, typed as conditions: each field that “is” something. */
function factsIn(
  conditions: readonly { readonly fact: Fact; readonly test: string; readonly values?: readonly string[] }[],
): LeadFacts {
  const facts: { -readonly [Name in Fact]?: string } = {};
  for (const { fact, test, values = [] } of conditions) {
    const [value] = values;
    if (test === 'is' && value !== undefined) facts[fact] = value;
  }
  return facts;
}

const fieldOf = (name: string): string =>
  name === 'mostOpen' ? FIELDS.mostOpen : name === 'mostADay' ? FIELDS.mostADay : name;
