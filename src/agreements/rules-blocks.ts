import type { KnownBlock } from '@slack/types';
import { context, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { channelInput, multiSelectInput, selectInput, textInput } from '../blockkit/inputs.ts';
import { type MessageContent, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { channelLink, code, joined, lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { conditionsSentence } from '../core/conditions.ts';
import {
  DEMANDED_FIELDS,
  DEMANDING_STAGES,
  type DemandingStage,
  isDemandedField,
  type OwingTeam,
} from '../core/demands.ts';
import {
  DEFINITION_EXAMPLE,
  definitionBegins,
  definitionSentence,
  LONGEST_DEFINITION,
  readyWord,
} from '../core/lead-definition.ts';
import { type LeadRules, LONGEST_WORD } from '../core/lead-rules.ts';
import { scoreReasons } from '../core/lead-score.ts';
import { STAGES, type Stage, USUAL_WORDS } from '../core/lead-stages.ts';
import { holdLine, OPEN_HOLD } from './hold-blocks.ts';
import { scoreText, segmentsText } from './paragraphs.ts';

export const OPEN_RULES = 'agreements.open-rules';
export const OPEN_WORDS = 'agreements.open-words';
export const OPEN_DEFINITION = 'agreements.open-definition';
export const OPEN_DEMANDS = 'agreements.open-demands';
export const OPEN_SEGMENTS = 'agreements.open-segments';
export const OPEN_SCORE = 'agreements.open-score';
export const SEGMENTS = 'agreements.segments';
export const SCORE = 'agreements.score';
export const WORDS = 'agreements.words';
export const DEFINITION = 'agreements.definition';
export const DEMANDS = 'agreements.demands';

/** Ids of the fields in the forms. The stage tells us at once, because the lists below it are those of one stage. */
export const FIELDS = {
  stage: 'agreements.stage',
  channel: 'channel',
  parts: 'parts',
  definition: 'definition',
} as const;

/** What the two teams have agreed on about every lead; an admin can change it from here. */
export function rulesModal(rules: LeadRules, isAdmin: boolean): ModalView {
  const part = (title: string, words: Mrkdwn, actionId: string): KnownBlock =>
    isAdmin
      ? section(lines(md`*${title}*`, words), button('Change', actionId, { label: `Change: ${title}` }))
      : section(lines(md`*${title}*`, words));
  return modal({
    callbackId: 'agreements.rules',
    title: 'What we agreed on',
    blocks: [
      part('Our words', wordsLine(rules), OPEN_WORDS),
      part('Ready for sales', definitionLine(rules), OPEN_DEFINITION),
      part('What a lead needs', demandLines(rules), OPEN_DEMANDS),
      part('Held back', holdLine(rules), OPEN_HOLD),
      part('Segments', segmentLines(rules), OPEN_SEGMENTS),
      part('Our score', scoreLines(rules), OPEN_SCORE),
      ...(isAdmin ? [] : [context(md`Admins change this.`)]),
    ],
  });
}

/** One field for each stage: left empty, it is shown as Baton calls it. */
export function wordsModal({ words }: LeadRules): ModalView {
  return modal({
    callbackId: WORDS,
    title: 'Our words',
    blocks: [
      context(md`Cards, lists and exports say these instead of mine. Left empty, a stage is shown as I call it.`),
      ...STAGES.map((stage) =>
        textInput(stage, `${USUAL_WORDS[stage]}: how do you call it?`, {
          optional: true,
          initial: words[stage],
          maxLength: LONGEST_WORD,
          ...(stage in EXAMPLES && { placeholder: EXAMPLES[stage] ?? '' }),
        }),
      ),
    ],
  });
}

const EXAMPLES: Partial<Record<Stage, string>> = { new: 'MQL', accepted: 'SAL', qualified: 'SQL', opportunity: 'SQO' };

/** When a lead is ready for sales, in one sentence; left empty, nothing is agreed. */
export const definitionModal = ({ words, definition }: LeadRules): ModalView =>
  modal({
    callbackId: DEFINITION,
    title: 'Ready for sales',
    blocks: [
      textInput(FIELDS.definition, `${definitionBegins(readyWord(words))} …`, {
        optional: true,
        multiline: true,
        initial: definition,
        maxLength: LONGEST_DEFINITION,
        placeholder: DEFINITION_EXAMPLE,
        hint: 'The monthly meeting asks both teams whether they still see it so, and can agree on another one.',
      }),
    ],
  });

/** What is demanded from one stage on. The fields' ids name the stage, or Slack would keep what was chosen for another one. */
export function demandsModal(rules: LeadRules, stage: DemandingStage = 'new'): ModalView {
  const owed = (team: OwingTeam) =>
    rules.demands.filter((demand) => demand.stage === stage && demand.team === team).map(({ field }) => field);
  const call = (one: DemandingStage) => rules.words[one] ?? USUAL_WORDS[one];
  return modal({
    callbackId: DEMANDS,
    title: 'What a lead needs',
    metadata: stage,
    blocks: [
      selectInput(
        FIELDS.stage,
        'From which stage on?',
        DEMANDING_STAGES.map((one) => ({ value: one, text: call(one) })),
        { initial: stage, live: true, hint: 'Save before you choose another one: each stage is saved by itself.' },
      ),
      multiSelectInput(fieldsId('marketing', stage), 'What does marketing see to?', CHOICES, {
        optional: true,
        initial: owed('marketing'),
      }),
      multiSelectInput(fieldsId('sales', stage), 'What does sales see to?', CHOICES, {
        optional: true,
        initial: owed('sales'),
      }),
      channelInput(FIELDS.channel, 'Where does marketing read what is missing?', {
        optional: true,
        initial: rules.marketingChannelId,
        hint: 'Once each working morning, if anything is. Left empty: the managers of marketing read it.',
      }),
      context(md`A lead that lacks something shows it on its card.`),
    ],
  });
}

/** All segments in one text: they have an order, and whoever has a list can paste it. */
export const segmentsModal = ({ segments }: LeadRules): ModalView =>
  modal({
    callbackId: SEGMENTS,
    title: 'Segments',
    blocks: [
      context(
        md`A lead is of the first segment that fits. Promises and routing can ask for it: “segment is Enterprise”.`,
      ),
      textInput(FIELDS.parts, 'Segments', {
        optional: true,
        multiline: true,
        initial: segmentsText(segments),
        placeholder: 'Enterprise\nscore is at least 50\n\nDACH\nregion is DE, AT, CH',
        hint: 'A name, below it one condition a line, and an empty line before the next.',
      }),
    ],
  });

/** The same for points. */
export const scoreModal = ({ score }: LeadRules): ModalView =>
  modal({
    callbackId: SCORE,
    title: 'Our score',
    blocks: [
      context(
        md`Points of your own, shown with their reasons beside the score that arrives. They are off while there are none.`,
      ),
      textInput(FIELDS.parts, 'Points', {
        optional: true,
        multiline: true,
        initial: scoreText(score),
        placeholder: '+20 demo request\nmessage contains demo\n\n-30 private address\ne-mail domain is gmail.com',
        hint: 'Points and a reason, below it one condition a line, and an empty line before the next.',
      }),
    ],
  });

/** Where the fields are chosen that a team sees to from a stage on. */
export const fieldsId = (team: OwingTeam, stage: DemandingStage): string => `${team}:${stage}`;

export const notAdminMessage = (): MessageContent =>
  refusal('Only workspace admins change what holds for every lead. Ask one of them, please.');

const CHOICES = Object.keys(DEMANDED_FIELDS)
  .filter(isDemandedField)
  .map((field) => ({ value: field, text: DEMANDED_FIELDS[field] }));

function wordsLine({ words }: LeadRules): Mrkdwn {
  const own = STAGES.flatMap((stage) => (words[stage] === undefined ? [] : [`${USUAL_WORDS[stage]}: ${words[stage]}`]));
  return own.length === 0 ? md`Stages are shown as I call them.` : joined(own, ' · ');
}

function segmentLines({ segments }: LeadRules): Mrkdwn {
  if (segments.length === 0) return md`None so far.`;
  return joined(
    segments.map(({ name, conditions }) => md`${name}: ${conditionsSentence(conditions)}`),
    '\n',
  );
}

function scoreLines({ score }: LeadRules): Mrkdwn {
  if (score.length === 0) return md`Off: only the score that arrives is shown.`;
  return joined(
    score.map((rule) => md`${scoreReasons({ reasons: [rule] })}: ${conditionsSentence(rule.conditions)}`),
    '\n',
  );
}

const definitionLine = ({ words, definition }: LeadRules): Mrkdwn =>
  definition === undefined
    ? md`Nothing is agreed on yet. A monthly ${code('/baton meeting')} can ask both teams.`
    : md`${definitionSentence(readyWord(words), definition)}`;

function demandLines({ demands, words, marketingChannelId }: LeadRules): Mrkdwn {
  if (demands.length === 0) return md`Nothing is demanded, so nothing is missing.`;
  const said = DEMANDING_STAGES.flatMap((stage) =>
    (['marketing', 'sales'] as const).flatMap((team) => {
      const fields = demands.filter((one) => one.stage === stage && one.team === team);
      if (fields.length === 0) return [];
      const names = fields.map(({ field }) => DEMANDED_FIELDS[field]).join(', ');
      return [md`${words[stage] ?? USUAL_WORDS[stage]}: ${names} · ${team === 'marketing' ? 'Marketing' : 'Sales'}`];
    }),
  );
  const where = marketingChannelId === undefined ? [] : [md`Read in ${channelLink(marketingChannelId)}`];
  return joined([...said, ...where], '\n');
}
