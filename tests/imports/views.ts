import {
  fileModal,
  goneMessage,
  type ImportView,
  importMessage,
  noFilesMessage,
  notAllowedMessage,
  notSetUpMessage,
  takenModal,
  tooManyMessage,
  touchedMessage,
} from '../../src/imports/blocks.ts';
import { columnsModal, lookingModal, ownersModal, stagesModal } from '../../src/imports/choosing-blocks.ts';
import type { DryRun } from '../../src/imports/dry-run.ts';
import type { Import } from '../../src/imports/import.ts';
import { leftOutModal } from '../../src/imports/left-out-blocks.ts';
import { headingsOf, usualMapping } from '../../src/imports/mapping.ts';
import { at } from '../core/cases.ts';
import type { Views } from '../support/golden.ts';

/** Every state of an import that people can see, with a file and headings of their own. */
export function importViews({ name = 'pipeline 2025.csv', heading = 'Mail' } = {}): Views {
  const headings = headingsOf([heading, 'First name', 'Firma', 'Stage', 'Created', 'Notes', 'Notes', '']);
  const mapping = { email: 0, ...usualMapping(headings) };
  const choices = {
    mapping,
    order: undefined,
    zone: 'Europe/Berlin',
    currency: undefined,
    stages: new Map(),
    owners: new Map(),
    withKnown: false,
    isTold: false,
  } as const;
  const its: Import = {
    id: 'import-1',
    workspaceId: 'T1',
    fileName: name,
    fileId: 'F1',
    state: 'ready',
    format: { encoding: 'windows-1252', separator: ';', orders: [] },
    headings,
    choices,
    refusal: undefined,
    rows: 12_040,
    parts: 25,
    nextPart: 0,
    imported: 0,
    refused: 0,
    known: 0,
    createdBy: 'UADA',
    createdAt: at('2026-03-02T10:00Z'),
    startedAt: undefined,
    endedAt: undefined,
    announcedAt: undefined,
    undoneBy: undefined,
    undoneAt: undefined,
  };
  const some: DryRun = {
    rows: 12_040,
    good: 12_000,
    known: 30,
    twice: 1,
    refused: 9,
    why: [
      { heading, sentence: 'That is no e-mail address.', count: 8, rows: [7, 12, 90] },
      { heading: undefined, sentence: 'The row has 9 cells and the heading 8.', count: 1, rows: [4_001] },
    ],
    dated: 11_000,
    ended: 8_000,
    announceable: 43,
    owned: 10_000,
    unknownOwners: 1,
    words: {
      stage: [
        { word: 'Angebot', count: 12, meaning: undefined },
        { word: 'Closed Won', count: 8_000, meaning: 'customer' },
      ],
      owner: [
        { word: '12345', count: 1, meaning: undefined },
        { word: 'Ana Ruiz', count: 10_000, meaning: 'UANA' },
      ],
    },
    sample: undefined,
  };
  const none: DryRun = {
    ...some,
    rows: 9,
    good: 0,
    known: 0,
    twice: 0,
    dated: 0,
    ended: 0,
    owned: 0,
    unknownOwners: 0,
    words: { stage: [], owner: [] },
  };
  const show = (view: Partial<ImportView>, more: Partial<Import> = {}) =>
    importMessage({ dryRun: undefined, cards: 0, ...view, its: { ...its, ...more } });
  const leftOut = Array.from({ length: 20 }, (_, at) => ({
    row: at + 2,
    heading: at % 2 === 0 ? heading : undefined,
    sentence: at % 2 === 0 ? 'That is no e-mail address.' : 'The same person is lead #12 already.',
    isKnown: at % 2 === 1,
  }));
  const many = headingsOf([heading, ...Array.from({ length: 20 }, (_, at) => `Column about ${at}`)]);
  const waiting = { ...its, choices };
  const examples = (column: number) => (column === 0 ? ['jane@acme.example', heading.slice(0, 40)] : []);
  const done = { state: 'done', imported: 12_000, refused: 9, known: 31 } as const;
  return {
    'imports-form.file': fileModal(),
    'imports-form.taken': takenModal(),
    'imports-message.fetching': show({}, { state: 'fetching' }),
    'imports-message.unreadable': show({}, { state: 'refused', refusal: 'That is a PDF, no CSV.' }),
    'imports-message.dry-run': show({ dryRun: { choices, result: some } }),
    'imports-message.dry-run-undated': show({ dryRun: { choices, result: { ...some, dated: 0 } } }),
    'imports-message.dry-run-of-nothing': show({ dryRun: { choices, result: none } }),
    'imports-message.running': show({}, { state: 'running', imported: 2_500 }),
    'imports-message.done': show({}, done),
    'imports-message.done-and-announceable': show({ cards: 43 }, { ...done, refused: 0, known: 0 }),
    'imports-message.done-with-too-many': show({ cards: 51 }, done),
    'imports-message.undoing': show({}, { ...done, state: 'undoing' }),
    'imports-message.undone': show({}, { ...done, state: 'undone' }),
    'imports-message.dropped': show({}, { state: 'dropped' }),
    'imports-columns': columnsModal(waiting, examples, 0),
    'imports-columns.last-of-many': columnsModal({ ...waiting, headings: many }, examples, 1),
    'imports-stages': stagesModal(its, some.words.stage),
    'imports-owners': ownersModal(its, some.words.owner),
    'imports-form.looking': lookingModal(),
    'imports-left-out.first': leftOutModal({ ...its, ...done }, 0, leftOut),
    'imports-left-out.last': leftOutModal({ ...its, ...done, known: 3, refused: 20 }, 1, leftOut.slice(0, 3)),
    'imports-left-out.none': leftOutModal({ ...its, ...done, known: 0, refused: 0 }, 0, []),
    'imports-refusal.not-allowed': notAllowedMessage(),
    'imports-refusal.no-files': noFilesMessage(),
    'imports-refusal.gone': goneMessage(),
    'imports-refusal.not-set-up': notSetUpMessage(),
    'imports-refusal.touched': touchedMessage(12),
    'imports-refusal.too-many': tooManyMessage(51),
  };
}
