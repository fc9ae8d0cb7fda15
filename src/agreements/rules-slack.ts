import type { ModalView } from '../blockkit/modal.ts';
import type { ModalValues } from '../blockkit/values.ts';
import { DEMANDING_STAGES, type DemandedField, type DemandingStage, isDemandedField } from '../core/demands.ts';
import type { LeadRules } from '../core/lead-rules.ts';
import { STAGES, type StageWords } from '../core/lead-stages.ts';
import { errors, say } from '../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Call, Listeners } from '../platform/slack/listeners/listeners.ts';
import { HOLD, holdIn, holdModal, OPEN_HOLD } from './hold-blocks.ts';
import { readScore, readSegments } from './paragraphs.ts';
import type { AgreementActor } from './ports-service.ts';
import {
  DEFINITION,
  DEMANDS,
  definitionModal,
  demandsModal,
  FIELDS,
  fieldsId,
  notAdminMessage,
  OPEN_DEFINITION,
  OPEN_DEMANDS,
  OPEN_RULES,
  OPEN_SCORE,
  OPEN_SEGMENTS,
  OPEN_WORDS,
  rulesModal,
  SCORE,
  SEGMENTS,
  scoreModal,
  segmentsModal,
  WORDS,
  wordsModal,
} from './rules-blocks.ts';
import type { Agreements } from './service.ts';

/** A sentence if Baton can't post there; undefined if it can. */
export type ChannelFault = (channelId: string) => Promise<string | undefined>;

/** What holds for every lead: everybody may read it, admins change it. */
export function rulesListeners<A extends AgreementActor>(
  agreements: Agreements,
  channelFault: ChannelFault,
): Listeners<A> {
  const asAdmin =
    <C extends Call<A>>(run: (call: C) => Promise<Answer>) =>
    async (call: C): Promise<Answer> =>
      call.actor.isAdmin ? run(call) : say(notAdminMessage());

  const shown = async ({ actor }: Call<A>) => rulesModal(await agreements.rules(actor.workspaceId), actor.isAdmin);

  /** Not above it: a modal has at most two others above it. */
  const inItsPlace = (draw: (rules: LeadRules, call: ActionCall<A>) => ModalView) =>
    asAdmin(async (call: ActionCall<A>) => ({
      kind: 'update',
      view: draw(await agreements.rules(call.actor.workspaceId), call),
    }));

  return {
    commands: [
      {
        command: '/baton',
        word: 'terms',
        usage: '',
        summary: 'our words, and what a lead needs',
        run: async (call) => ({ kind: 'open', view: await shown(call) }),
      },
    ],

    actions: {
      [OPEN_RULES]: asAdmin(async (call) => ({ kind: 'push', view: await shown(call) })),
      [OPEN_WORDS]: inItsPlace(wordsModal),
      [OPEN_DEFINITION]: inItsPlace(definitionModal),
      [OPEN_DEMANDS]: inItsPlace((rules) => demandsModal(rules)),
      [OPEN_HOLD]: inItsPlace(holdModal),
      [OPEN_SEGMENTS]: inItsPlace(segmentsModal),
      [OPEN_SCORE]: inItsPlace(scoreModal),
      [FIELDS.stage]: inItsPlace((rules, { value }) => demandsModal(rules, stageFrom(value))),
    },

    views: {
      [WORDS]: asAdmin(async ({ actor, values }) => {
        const rules = await agreements.saveWords(actor, wordsIn(values));
        return { kind: 'update', view: rulesModal(rules, true) };
      }),

      [DEFINITION]: asAdmin(async ({ actor, values }) => {
        const rules = await agreements.saveDefinition(actor, values.text(FIELDS.definition));
        return { kind: 'update', view: rulesModal(rules, true) };
      }),

      [SEGMENTS]: asAdmin(async ({ actor, values }) => {
        const read = readSegments(values.text(FIELDS.parts) ?? '');
        if (!read.ok) return errors({ [FIELDS.parts]: read.fault });
        return { kind: 'update', view: rulesModal(await agreements.saveSegments(actor, read.parts), true) };
      }),

      [SCORE]: asAdmin(async ({ actor, values }) => {
        const read = readScore(values.text(FIELDS.parts) ?? '');
        if (!read.ok) return errors({ [FIELDS.parts]: read.fault });
        return { kind: 'update', view: rulesModal(await agreements.saveScore(actor, read.parts), true) };
      }),

      [HOLD]: asAdmin(async ({ actor, values }) => {
        const marketingChannelId = values.channel(FIELDS.channel);
        const hold = holdIn(values);
        if (hold !== undefined && marketingChannelId === undefined) return errors({ [FIELDS.channel]: NOWHERE });
        const fault = marketingChannelId === undefined ? undefined : await channelFault(marketingChannelId);
        if (fault !== undefined) return errors({ [FIELDS.channel]: fault });
        const rules = await agreements.saveHold(actor, { hold, marketingChannelId });
        return { kind: 'update', view: rulesModal(rules, true) };
      }),

      [DEMANDS]: asAdmin(async ({ actor, values, metadata }) => {
        const stage = stageFrom(metadata);
        const owed = { marketing: fieldsIn(values, 'marketing', stage), sales: fieldsIn(values, 'sales', stage) };
        const both = owed.sales.find((field) => owed.marketing.includes(field));
        if (both !== undefined) return errors({ [fieldsId('sales', stage)]: TWICE });
        const marketingChannelId = values.channel(FIELDS.channel);
        const fault = marketingChannelId === undefined ? undefined : await channelFault(marketingChannelId);
        if (fault !== undefined) return errors({ [FIELDS.channel]: fault });
        const rules = await agreements.saveDemands(actor, { stage, owed, marketingChannelId });
        return { kind: 'update', view: rulesModal(rules, true) };
      }),
    },
  };
}

const NOWHERE = 'A lead that is held back is shown to marketing: choose where.';

const TWICE = 'Both teams would see to the same field, so nobody would. Leave it to one of them.';

const stageFrom = (text: string): DemandingStage => DEMANDING_STAGES.find((stage) => stage === text) ?? 'new';

const wordsIn = (values: ModalValues): StageWords =>
  Object.fromEntries(
    STAGES.flatMap((stage) => {
      const word = values.text(stage);
      return word === undefined ? [] : [[stage, word]];
    }),
  );

const fieldsIn = (values: ModalValues, team: 'marketing' | 'sales', stage: DemandingStage): readonly DemandedField[] =>
  values.options(fieldsId(team, stage)).filter(isDemandedField);
