import { message } from '../../src/blockkit/message.ts';
import {
  concernModal,
  factsModal,
  postedModal,
  processModal,
  withdrawModal,
  wordsModal,
} from '../../src/headsups/form-blocks.ts';
import type { Answered, CampaignTerms, HeadsUp, ProcessTerms } from '../../src/headsups/heads-up.ts';
import type { HeadsUpView } from '../../src/headsups/heads-up-view.ts';
import { homeRows } from '../../src/headsups/home-blocks.ts';
import { headsUpsMessage, unknownMessage } from '../../src/headsups/list-blocks.ts';
import { headsUpNotices } from '../../src/headsups/notices.ts';
import { headsUpMessage } from '../../src/headsups/post-blocks.ts';
import * as replies from '../../src/headsups/reply-blocks.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import type { View, Views } from '../support/golden.ts';
import { ANA, ANSWERS, CAMPAIGN, headsUp, MAX, MIA, NAMES, NOW, PROCESS, viewOf } from './samples.ts';

/** Where the message stands. */
const POST = 'https://acme.slack.com/archives/CLEADS/p1772614805135000';

/** What colleagues have written, and what they are called. */
export interface Words {
  readonly campaign: CampaignTerms;
  readonly process: ProcessTerms;
  readonly line: string;
  readonly names: ReadonlyMap<string, string>;
  readonly reference: string;
}

export const PLAIN: Words = {
  campaign: CAMPAIGN,
  process: PROCESS,
  line: 'Nobody of us knows the new prices yet',
  names: NAMES,
  reference: 'spring',
};

/** Every state of every view of heads-ups. */
export async function headsUpViews(words: Words): Promise<Views> {
  const { campaign, process, names, line, reference } = words;
  const answers = ANSWERS.map((one): Answered => (one.answer === 'concern' ? { ...one, line } : one));
  const of = (differing: Partial<HeadsUp> = {}, also: Partial<HeadsUpView> = {}) =>
    viewOf({ terms: campaign, ...differing }, { names, ...also });
  const ofProcess = { terms: process, by: 'UMAX', number: 4 } as const;
  const many = Array.from(
    { length: 7 },
    (): Answered => ({ personId: 'UBEN', answer: 'concern', line, isOnAgenda: false }),
  );
  const draft = {
    id: 'view:V1',
    workspaceId: 'T1',
    personId: 'UMIA',
    headsUpId: undefined,
    title: campaign.title,
    startsOn: campaign.startsOn,
  };
  const standing = headsUp({ terms: campaign });
  return {
    'heads-up-message.campaign': headsUpMessage(of()),
    'heads-up-message.campaign-today': headsUpMessage(
      of({ terms: { ...campaign, startsOn: '2026-03-02', expected: 1 } }),
    ),
    'heads-up-message.campaign-answered': headsUpMessage(of({}, { answers, waiting: 1 })),
    'heads-up-message.campaign-everybody': headsUpMessage(of({}, { answers: answers.slice(0, 1), waiting: 0 })),
    'heads-up-message.campaign-many-concerns': headsUpMessage(of({}, { answers: many, waiting: 0 })),
    'heads-up-message.campaign-changed': headsUpMessage(
      of({ changed: { by: 'UKIM', at: NOW }, terms: { ...campaign, startsOn: '2026-02-23', expected: undefined } }),
    ),
    'heads-up-message.withdrawn': headsUpMessage(of({ state: 'withdrawn', withdrawn: { by: 'UKIM', at: NOW } })),
    'heads-up-message.process': headsUpMessage(of(ofProcess, { answers })),
    'heads-up-message.process-without-why': headsUpMessage(
      of({ ...ofProcess, terms: { ...process, why: undefined, startsOn: '2026-03-16' } }),
    ),
    'heads-up-list.none': headsUpsMessage([], ANA),
    'heads-up-list.none-for-marketing': headsUpsMessage([], MIA),
    'heads-up-list.some': headsUpsMessage([of(ofProcess), of({}, { answers })], {
      teams: ['marketing'],
      manages: ['sales'],
    }),
    'heads-up-list.unknown': unknownMessage(reference),
    'heads-up-home.some': message('On somebody’s Home', homeRows([of({ ...ofProcess, id: 'h4' }), of()])),
    'heads-up-modal.facts': factsModal({ channelId: 'CLEADS' }),
    'heads-up-modal.facts-changed': factsModal({ of: standing, terms: campaign }),
    'heads-up-modal.words': wordsModal(draft, undefined),
    'heads-up-modal.words-changed': wordsModal(draft, campaign),
    'heads-up-modal.process': processModal({ channelId: 'CLEADS' }),
    'heads-up-modal.process-changed': processModal({ of: standing, terms: process }),
    'heads-up-modal.concern': concernModal(of(), undefined),
    'heads-up-modal.concern-anew': concernModal(of(), line),
    'heads-up-modal.withdraw': withdrawModal(of()),
    'heads-up-modal.posted': postedModal(standing),
    'heads-up-modal.posted-process': postedModal(headsUp({ ...ofProcess })),
    ...answersTo(of({}, { answers })),
    ...(await notices(of, answers)),
  };
}

function answersTo(view: HeadsUpView): Views {
  const refusals = ['not-found', 'not-set-up', 'not-yours', 'withdrawn', 'changed-meanwhile'] as const;
  const { headsUp: one } = view;
  const process = headsUp({ terms: PROCESS });
  return {
    'heads-up-reply.clear': replies.clearMessage(view),
    'heads-up-reply.concern': replies.concernMessage(view, false),
    'heads-up-reply.concern-on-agenda': replies.concernMessage(view, true),
    'heads-up-reply.changed': replies.changedReply(one),
    'heads-up-reply.withdrawn': replies.withdrawnReply(one),
    'heads-up-refusal.own': replies.answerRefusal('own', one),
    'heads-up-refusal.not-asked': replies.answerRefusal('not-asked', one),
    'heads-up-refusal.not-asked-of-process': replies.answerRefusal('not-asked', process),
    'heads-up-refusal.too-late': replies.answerRefusal('withdrawn', one),
    ...Object.fromEntries(refusals.map((kind) => [`heads-up-refusal.${kind}`, replies.writeRefusal({ kind })])),
    'heads-up-refusal.no-marketer': replies.writeRefusal({ kind: 'not-announcing', what: 'campaign' }),
    'heads-up-refusal.no-manager': replies.writeRefusal({ kind: 'not-announcing', what: 'process' }),
  };
}

async function notices(of: typeof viewOf, answers: readonly Answered[]): Promise<Views> {
  const by = (personId: string) => JSON.stringify({ id: 'h3', personId });
  const told: readonly (readonly [name: string, kind: string, subject: string, view: HeadsUpView])[] = [
    ['reminder', 'heads-up.reminder', 'h3', of({}, { answers, waiting: 1 })],
    ['reminder-of-process', 'heads-up.reminder', 'h3', of({ terms: PROCESS, by: 'UMAX' })],
    [
      'concern',
      'heads-up.concern',
      by('UBEN'),
      of({}, { answers: answers.map((one) => ({ ...one, isOnAgenda: false })) }),
    ],
    ['concern-on-agenda', 'heads-up.concern', by('UBEN'), of({}, { answers })],
    ['archived', 'heads-up.channel', JSON.stringify({ id: 'h3', code: 'is_archived' }), of()],
    ['not-in-channel', 'heads-up.channel', JSON.stringify({ id: 'h3', code: 'not_in_channel' }), of()],
  ];
  const views: Record<string, View> = {};
  for (const [name, kind, subject, view] of told) {
    const kinds = headsUpNotices(
      { byId: async () => view, reminded: async () => view, namesOf: async () => view.names },
      async () => (view.headsUp.terms.kind === 'campaign' ? POST : undefined),
    );
    const found = kinds.find((one) => one.kind === kind);
    const notice = { key: 'n', workspaceId: 'T1', recipient: { person: MAX.id }, kind, subject, at: NOW };
    const rendered = await found?.render(notice);
    if (found === undefined || rendered === undefined) throw new Error(`${kind} says nothing`);
    views[`heads-up-notice.${name}`] = rendered.message;
    const three = Array(3).fill(rendered.line);
    views[`heads-up-notice.${name}-merged`] = mergedMessage([{ heading: found.heading(3), lines: three }]);
  }
  return views;
}
