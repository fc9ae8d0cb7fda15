import type { KnownBlock } from '@slack/types';
import { actions, context, divider, section } from '../blockkit/blocks.ts';
import { button, overflow } from '../blockkit/elements.ts';
import { numberInput, personInput, textInput } from '../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { code, joined, lines, type Mrkdwn, md, mention, onDay, when } from '../blockkit/mrkdwn.ts';
import type { Instant } from '../core/instants.ts';
import { counted, workingTimeText } from '../core/time-text.ts';
import type { Agreement, CampaignPromise, PromiseFault } from './agreement.ts';
import type { AgreementView } from './agreement-view.ts';

export const SHOW = 'agreements.show';
export const AGREE = 'agreements.agree';
export const OPEN_PROMISE = 'agreements.open-promise';
export const WITHDRAW = 'agreements.withdraw';
export const PROMISE = 'agreements.promise';

/** Ids of the fields in the form. */
export const PROMISE_FIELDS = {
  owner: 'owner',
  campaigns: 'campaigns',
  leads: 'leads',
  complete: 'complete',
  kept: 'kept',
} as const;

/** What somebody may do about the agreement. */
export interface Rights {
  readonly manages: readonly string[];
  readonly zone: string;
  readonly now: Instant;
}

/** Both promises side by side. Managers of marketing change theirs from here, managers of sales agree. */
export function agreementModal(view: AgreementView, { manages, zone, now }: Rights): ModalView {
  const { inForce, proposed, target } = view;
  const markets = manages.includes('marketing');
  const newest = proposed ?? inForce;
  return modal({
    callbackId: 'agreements.agreement',
    title: 'Our promises',
    blocks: [
      section(lines(md`*Sales promises marketing*`, salesLine(target))),
      section(
        lines(md`*Marketing promises sales*`, inForce === undefined ? NOTHING_YET : standingLine(inForce, view, zone)),
      ),
      ...(inForce?.promises ?? []).map((promise) =>
        promiseBlock(promise, view.names, markets && proposed === undefined),
      ),
      ...(proposed === undefined ? [] : proposalBlocks(proposed, view, markets, now, zone)),
      divider(),
      context(md`Once both have agreed, both teams read each Monday how both promises were kept.`),
      ...buttonRow([
        ...(markets ? [button('Add', OPEN_PROMISE, { value: 'new', label: 'Add a promise of marketing' })] : []),
        ...(manages.includes('sales') && proposed !== undefined && newest !== undefined
          ? [button('Agree', AGREE, { value: `${newest.version}`, style: 'primary' })]
          : []),
      ]),
    ],
  });
}

/** What one marketer's campaigns deliver: five things, of which the marketer stays once they are chosen. */
export function promiseModal(promise: Partial<CampaignPromise>, names: ReadonlyMap<string, string>): ModalView {
  const { owner, campaigns = [], leads, complete, kept } = promise;
  return modal({
    callbackId: PROMISE,
    title: 'Marketing promises',
    metadata: owner ?? 'new',
    blocks: [
      owner === undefined
        ? personInput(PROMISE_FIELDS.owner, 'Who answers for it?', { focus: true })
        : section(md`*${names.get(owner) ?? owner}* answers for it.`),
      textInput(PROMISE_FIELDS.campaigns, 'Which campaigns?', {
        optional: true,
        initial: campaigns.join(', '),
        maxLength: 600,
        hint: 'As forms send them, with commas between. Left empty: all that nobody else answers for.',
      }),
      numberInput(PROMISE_FIELDS.leads, 'How many leads a week?', { initial: leads, min: 0, max: 100_000 }),
      numberInput(PROMISE_FIELDS.complete, 'How many of 100 leads are complete?', {
        initial: complete ?? 90,
        min: 0,
        max: 100,
        hint: 'Complete: with all that marketing sees to (/baton terms).',
      }),
      numberInput(PROMISE_FIELDS.kept, 'How many of 100 leads does sales keep?', {
        initial: kept ?? 80,
        min: 0,
        max: 100,
        hint: 'Kept: not closed as not a fit. Those that come back later are kept.',
      }),
    ],
  });
}

/** Asks a manager of sales. */
export function proposedMessage(proposed: Agreement, view: AgreementView): MessageContent {
  const who = nameIn(view, proposed.proposedBy);
  return message(md`${who} proposes what marketing promises sales`, [
    section(md`*${who} proposes what marketing promises sales* (version ${proposed.version})`),
    ...proposed.promises.map((promise) => section(promiseLine(promise, view.names))),
    ...(proposed.promises.length === 0 ? [section(md`Nothing any more.`)] : []),
    context(md`If you agree, both teams read each Monday how both promises were kept: theirs and yours.`),
    actions(
      button('Agree', AGREE, { value: `${proposed.version}`, style: 'primary' }),
      button('Show both', SHOW, { value: 'both' }),
    ),
  ]);
}

export const proposedLine = (proposed: Agreement, view: AgreementView): Mrkdwn =>
  md`${nameIn(view, proposed.proposedBy)} proposes version ${proposed.version}: ${code('/baton agreement')}`;

export const agreedLine = ({ version, agreed }: Agreement): Mrkdwn =>
  agreed === undefined
    ? md`Version ${version} of marketing’s promise holds`
    : md`${mention(agreed.by)} agreed to version ${version} of marketing’s promise. It holds from now on.`;

export const agreeReply = (kind: 'agreed' | 'agreed-already' | 'outdated' | 'not-manager'): MessageContent => {
  switch (kind) {
    case 'agreed':
      return message(
        'Agreed. It holds from now on; on the next first working day of a week both teams read how it goes.',
      );
    case 'agreed-already':
      return message('That is agreed already, and holds.');
    case 'outdated':
      return message(md`There is another version by now: ${code('/baton agreement')} shows it.`);
    case 'not-manager':
      return refusal('Only managers of sales agree to what marketing promises. Ask one of them, please.');
  }
};

export const notMarketingManagerMessage = (): MessageContent =>
  refusal('Only managers of marketing change what marketing promises. Ask one of them, please.');

/** Why two promises can't stand beside each other. */
export const clashSentence = (fault: PromiseFault, names: ReadonlyMap<string, string>): string =>
  fault === 'two-for-the-rest'
    ? 'Somebody else answers for all other campaigns already: name yours, please.'
    : `${names.get(fault.of) ?? 'Somebody else'} answers for ${fault.campaign} already: leave it to one of you.`;

const NOTHING_YET = md`Nothing so far. A manager of marketing can make a promise, and a manager of sales agrees to it.`;

const salesLine = (target: AgreementView['target']): Mrkdwn =>
  target === undefined ? md`Nothing so far.` : md`First contact within ${workingTimeText(target)}.`;

function standingLine({ version, proposedBy, agreed }: Agreement, view: AgreementView, zone: string): Mrkdwn {
  if (agreed === undefined) return md`Version ${version}`;
  const since = when(agreed.at, 'date', zone);
  const both = agreed.by === proposedBy ? md`` : md` and ${nameIn(view, agreed.by)}`;
  return md`Version ${version}, agreed by ${nameIn(view, proposedBy)}${both}, since ${since}`;
}

function proposalBlocks(
  proposed: Agreement,
  view: AgreementView,
  markets: boolean,
  now: Instant,
  zone: string,
): KnownBlock[] {
  const at = onDay(proposed.proposedAt, now, zone);
  return [
    section(
      md`*Proposed instead*: version ${proposed.version}, by ${nameIn(view, proposed.proposedBy)} ${at}. A manager of sales has not agreed yet.`,
    ),
    ...proposed.promises.map((promise) => promiseBlock(promise, view.names, markets)),
  ];
}

function promiseBlock(promise: CampaignPromise, names: ReadonlyMap<string, string>, canChange: boolean): KnownBlock {
  const words = promiseLine(promise, names);
  if (!canChange) return section(words);
  const { owner } = promise;
  return section(
    words,
    overflow('agreements.menu', [
      { actionId: OPEN_PROMISE, value: owner, text: 'Change' },
      { actionId: WITHDRAW, value: owner, text: 'Remove' },
    ]),
  );
}

/** "Mia, for Spring demo: 20 leads a week, 90 % complete, 80 % kept by sales" */
function promiseLine(
  { owner, campaigns, leads, complete, kept }: CampaignPromise,
  names: ReadonlyMap<string, string>,
): Mrkdwn {
  const what = campaigns.length === 0 ? md`all other campaigns` : joined(campaigns, ', ');
  return md`*${names.get(owner) ?? owner}*, for ${what}: ${counted(leads, 'lead')} a week, ${complete} % complete, ${kept} % kept by sales`;
}

const buttonRow = (buttons: readonly ReturnType<typeof button>[]): KnownBlock[] =>
  buttons.length === 0 ? [] : [actions(...buttons)];

const nameIn = ({ names }: AgreementView, id: string): string => names.get(id) ?? 'Somebody';
