import { context, section } from '../blockkit/blocks.ts';
import { channelInput, dateInput, numberInput, textInput } from '../blockkit/inputs.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { channelLink, md } from '../blockkit/mrkdwn.ts';
import { type CampaignTerms, type HeadsUp, LENGTHS, MOST_EXPECTED, type ProcessTerms } from './heads-up.ts';
import type { HeadsUpView } from './heads-up-view.ts';
import { titleOf } from './post-blocks.ts';

/** The first half of a campaign's form, its second, and the form of a change of process. */
export const FACTS = 'heads-up.facts';
export const WORDS = 'heads-up.words';
export const PROCESS = 'heads-up.process';
export const CONCERN_IT = 'heads-up.concern-it';
export const WITHDRAW_IT = 'heads-up.withdraw-it';

/** Ids of the fields in the modals. */
export const FIELDS = {
  title: 'title',
  startsOn: 'startsOn',
  expected: 'expected',
  channel: 'channel',
  audience: 'audience',
  promise: 'promise',
  talk: 'talk',
  doing: 'doing',
  why: 'why',
  line: 'line',
} as const;

/** What a form begins with: the channel of a new one, or the one that it changes. */
export type Begun<T> = { readonly channelId: string } | { readonly of: HeadsUp; readonly terms: T };

/** What and when; its second half asks for the words. */
export function factsModal(begun: Begun<CampaignTerms>): ModalView {
  const terms = 'terms' in begun ? begun.terms : undefined;
  return modal({
    callbackId: FACTS,
    title: terms === undefined ? 'Campaign heads-up' : 'Change the heads-up',
    submit: 'Next',
    metadata: metadataOf(begun),
    blocks: [
      textInput(FIELDS.title, 'Campaign', {
        maxLength: LENGTHS.title,
        initial: terms?.title,
        placeholder: 'Spring webinar',
        hint: 'As your forms call it: the cards of its leads link to what you write.',
        focus: true,
      }),
      dateInput(FIELDS.startsOn, 'Launch day', { initial: terms?.startsOn }),
      numberInput(FIELDS.expected, 'How many leads do you expect?', {
        optional: true,
        initial: terms?.expected,
        min: 1,
        max: MOST_EXPECTED,
      }),
      ...channelOf(begun),
    ],
  });
}

/** The words of a campaign, once its facts are kept. */
export function wordsModal(
  { id, title }: { readonly id: string; readonly title: string },
  terms: CampaignTerms | undefined,
): ModalView {
  return modal({
    callbackId: WORDS,
    title: terms === undefined ? 'Campaign heads-up' : 'Change the heads-up',
    submit: terms === undefined ? 'Post' : 'Save',
    metadata: id,
    blocks: [
      section(md`*${title}*: what must somebody know who calls its leads?`),
      textInput(FIELDS.audience, 'Who is it for?', {
        multiline: true,
        maxLength: LENGTHS.words,
        initial: terms?.audience,
        placeholder: 'Heads of operations in shops of 50 to 500 people',
      }),
      textInput(FIELDS.promise, 'What do we promise them?', {
        multiline: true,
        maxLength: LENGTHS.words,
        initial: terms?.promise,
        placeholder: 'A 30-minute audit of their returns, free',
      }),
      textInput(FIELDS.talk, 'What to say when you call', {
        multiline: true,
        maxLength: LENGTHS.words,
        initial: terms?.talk,
        placeholder: 'Ask which returns cost them most. Then offer the audit.',
      }),
    ],
  });
}

/** A change of how both teams work. */
export function processModal(begun: Begun<ProcessTerms>): ModalView {
  const terms = 'terms' in begun ? begun.terms : undefined;
  return modal({
    callbackId: PROCESS,
    title: terms === undefined ? 'New way of working' : 'Change the heads-up',
    submit: terms === undefined ? 'Post' : 'Save',
    metadata: metadataOf(begun),
    blocks: [
      textInput(FIELDS.title, 'What changes?', {
        maxLength: LENGTHS.title,
        initial: terms?.title,
        placeholder: 'Demos are booked by whoever claims the lead',
        focus: true,
      }),
      dateInput(FIELDS.startsOn, 'From which day?', { initial: terms?.startsOn }),
      textInput(FIELDS.doing, 'What do we do from then on?', {
        multiline: true,
        maxLength: LENGTHS.words,
        initial: terms?.doing,
      }),
      textInput(FIELDS.why, 'Why?', {
        multiline: true,
        optional: true,
        maxLength: LENGTHS.words,
        initial: terms?.why,
      }),
      ...channelOf(begun),
    ],
  });
}

/** What somebody has concerns about, in a line. */
export function concernModal({ headsUp }: HeadsUpView, mine: string | undefined): ModalView {
  return modal({
    callbackId: CONCERN_IT,
    title: 'Raise a concern',
    submit: 'Send',
    metadata: headsUp.id,
    blocks: [
      section(md`*${titleOf(headsUp)}*`),
      textInput(FIELDS.line, 'What is not right yet?', {
        maxLength: LENGTHS.line,
        initial: mine,
        placeholder: 'Nobody of us knows the new prices yet',
        hint: 'Everybody reads the line. Whoever announced it also reads that it is yours.',
        focus: true,
      }),
    ],
  });
}

/** Before it is withdrawn. */
export const withdrawModal = ({ headsUp }: HeadsUpView): ModalView =>
  modal({
    callbackId: WITHDRAW_IT,
    title: 'Withdraw',
    submit: 'Withdraw',
    metadata: headsUp.id,
    blocks: [
      section(md`Withdraw *${titleOf(headsUp)}*?`),
      context(md`Its message says so, nobody is asked any more, and no card links to it. It can’t be undone.`),
    ],
  });

/** In place of the form. */
export const postedModal = ({ number, channelId, terms }: HeadsUp): ModalView =>
  modal({
    callbackId: 'heads-up.posted',
    title: 'Heads-up',
    blocks: [
      section(md`*Heads-up ${number}* stands in ${channelLink(channelId)}.`),
      context(
        terms.kind === 'campaign'
          ? md`Sales says there whether it is clear, and you hear of each concern. Whoever says nothing is reminded once.`
          : md`Both teams say there whether it is clear, and you hear of each concern. Whoever says nothing is reminded once.`,
      ),
    ],
  });

/** Ids only: the one that is changed, and its version. */
const metadataOf = (begun: Begun<unknown>): string => ('of' in begun ? `${begun.of.id}:${begun.of.version}` : '');

/** One that stands stays in its channel. */
const channelOf = (begun: Begun<unknown>) =>
  'of' in begun ? [] : [channelInput(FIELDS.channel, 'In which channel?', { initial: begun.channelId })];
