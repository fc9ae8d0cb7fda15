import { actions, context, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { fileInput } from '../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { code, lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { USUAL_WORDS } from '../core/lead-stages.ts';
import { numberText } from '../core/number-text.ts';
import type { Choices } from './choices.ts';
import { OPEN_COLUMNS, OPEN_OWNERS, OPEN_STAGES } from './choosing-blocks.ts';
import type { DryRun } from './dry-run.ts';
import {
  columnWords,
  fileWords,
  grouped,
  oddityWords,
  outcomeWords,
  refusedWords,
  resultWords,
  stageWords,
  strangerWords,
} from './dry-run-words.ts';
import { type Import, MOST_ANNOUNCED } from './import.ts';
import { LEFT_OUT, pageValue } from './left-out-blocks.ts';

export const FILE = 'imports.file';
export const START = 'imports.start';
export const DROP = 'imports.drop';
export const ANNOUNCE = 'imports.announce';
export const UNDO = 'imports.undo';

export const FILE_FIELD = 'file';
const ENDINGS = ['csv', 'tsv', 'txt'] as const;

/** What somebody sees of an import; each kind of state shows what belongs to it. */
export interface ImportView {
  readonly its: Import;
  /** While it waits for somebody's word. */
  readonly dryRun: { readonly choices: Choices; readonly result: DryRun } | undefined;
  /** How many cards announcing it would post, once it is done and as long as nobody has. */
  readonly cards: number;
}

/** Asks for the file. */
export const fileModal = (): ModalView =>
  modal({
    callbackId: FILE,
    title: 'Import leads',
    submit: 'Look at it',
    blocks: [
      section(
        md`First I only look, and tell you what would become of each row. What you import then is history: it posts no cards and rings nobody.`,
      ),
      fileInput(FILE_FIELD, 'A CSV of your CRM or spreadsheet', ENDINGS),
    ],
  });

/** The file is on its way. */
export const takenModal = (): ModalView =>
  modal({
    callbackId: 'imports.taken',
    title: 'Import leads',
    blocks: [section(md`I am reading it. In a moment you find what would become of it in our direct messages.`)],
  });

export const notAllowedMessage = (): MessageContent =>
  refusal('Only managers and admins import leads. Ask one of them, please.');

export const noFilesMessage = (): MessageContent =>
  message(
    md`I may not read files here: an admin of Slack can grant me ${code('files:read')}. Whoever runs me imports without it: ${code('npm run baton -- import leads.csv')}.`,
  );

export const goneMessage = (): MessageContent =>
  message('That import is not waiting any more. Its message says what became of it.');

export const notSetUpMessage = (): MessageContent =>
  message(md`I have no channel for leads yet: an admin types ${code('/baton setup')}.`);

export const touchedMessage = (number: number): MessageContent =>
  message(`Something has happened to lead #${number} since, so this import stays.`);

export const tooManyMessage = (cards: number): MessageContent =>
  message(
    `That would post ${grouped(cards, 'card')}, and I post at most ${MOST_ANNOUNCED}. Import a smaller file to announce it.`,
  );

/** The one message of an import, changed in place as it goes on. */
export function importMessage(view: ImportView): MessageContent {
  const { its } = view;
  const title = md`*${its.fileName}*`;
  switch (its.state) {
    case 'fetching':
    case 'reading':
      return message(md`I am reading ${its.fileName}.`);
    case 'refused':
      return message(`I can’t read ${its.fileName}`, [section(lines(title, md`${its.refusal ?? ''}`))]);
    case 'ready':
      return view.dryRun === undefined ? message(its.fileName) : dryRunMessage(its, view.dryRun);
    case 'running':
      return message(`Importing ${its.fileName}`, [
        section(lines(title, md`${grouped(its.imported, 'lead')} of ${grouped(its.rows, 'row')} so far.`)),
      ]);
    case 'done':
      return doneMessage(view);
    case 'undoing':
      return message(`Taking ${its.fileName} back`, [section(lines(title, md`I am taking its leads back.`))]);
    case 'undone':
      return message(`${its.fileName} is taken back`, [
        section(lines(title, md`All of its leads are gone again. To have them back, import the file once more.`)),
      ]);
    case 'dropped':
      return message(`${its.fileName} is dropped`, [
        section(lines(title, md`Nothing of it was imported, and I keep nothing of it.`)),
      ]);
  }
}

function dryRunMessage(its: Import, { choices, result }: { choices: Choices; result: DryRun }): MessageContent {
  const why = result.why.slice(0, MOST_REASONS).map((one) => md`• ${refusedWords(one)}`);
  const strangers = strangerWords(result);
  const outcomes = outcomeWords(result, choices).filter((sentence) => sentence !== strangers);
  const stages = stageWords(result, (stage) => USUAL_WORDS[stage]);
  const more = result.why.length > MOST_REASONS ? [md`• and other reasons`] : [];
  return message(`${its.fileName}: ${outcomeWords(result, choices)[0] ?? ''}`, [
    section(lines(md`*${fileWords(its)}*`, ...said(oddityWords(its)))),
    section(
      lines(...said(columnWords(its, choices))),
      button('Columns', OPEN_COLUMNS, { value: its.id, label: 'Choose what each column holds' }),
    ),
    ...(stages.length === 0
      ? []
      : [
          section(
            lines(...said(stages)),
            button('Stages', OPEN_STAGES, { value: its.id, label: 'Choose what the stages of the file mean' }),
          ),
        ]),
    ...(result.words.owner.length === 0
      ? []
      : [
          section(
            md`${strangers ?? 'Owners: all whom the file names sell here.'}`,
            button('Owners', OPEN_OWNERS, { value: its.id, label: 'Choose who the owners in the file are here' }),
          ),
        ]),
    section(lines(...said(outcomes), ...why, ...more)),
    context(md`Nothing is imported yet, and what you don’t import I forget in a week.`),
    actions(
      ...(result.good === 0
        ? []
        : [button(`Import ${numberText(result.good)}`, START, { value: its.id, style: 'primary' })]),
      button('Drop it', DROP, { value: its.id }),
    ),
  ]);
}

function doneMessage({ its, cards }: ImportView): MessageContent {
  const left = its.known + its.refused > 0;
  const isAnnounceable = cards > 0 && cards <= MOST_ANNOUNCED;
  return message(`${its.fileName} is imported`, [
    section(lines(md`*${its.fileName}*`, ...said(resultWords(its)))),
    ...(isAnnounceable ? [context(md`Announcing posts ${grouped(cards, 'card')} and begins their promises.`)] : []),
    actions(
      ...(isAnnounceable ? [button('Announce', ANNOUNCE, { value: its.id })] : []),
      ...(left
        ? [button('Left out', LEFT_OUT, { value: pageValue(its.id, 0), label: 'Which rows were left out, and why' })]
        : []),
      button('Take it back', UNDO, { value: its.id }),
    ),
  ]);
}

const MOST_REASONS = 10;

const said = (sentences: readonly string[]): Mrkdwn[] => sentences.map((sentence) => md`${sentence}`);
