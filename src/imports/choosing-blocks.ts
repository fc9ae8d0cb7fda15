import type { InputBlock } from '@slack/types';
import { section } from '../blockkit/blocks.ts';
import { personInput, selectInput, textInput } from '../blockkit/inputs.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { md } from '../blockkit/mrkdwn.ts';
import { USUAL_WORDS } from '../core/lead-stages.ts';
import type { Choices } from './choices.ts';
import { FIELD_WORDS, foldedName, IMPORT_FIELDS } from './columns.ts';
import { grouped } from './dry-run-words.ts';
import type { Import } from './import.ts';
import { IMPORT_STAGES } from './stages.ts';
import type { CountedWord } from './words.ts';

export const OPEN_COLUMNS = 'imports.open-columns';
export const OPEN_STAGES = 'imports.open-stages';
export const OPEN_OWNERS = 'imports.open-owners';
export const COLUMNS = 'imports.columns';
export const STAGES = 'imports.stages';
export const OWNERS = 'imports.owners';

/** Ids of the fields that are no columns. */
export const FORMAT = { order: 'order', currency: 'currency' } as const;
export const NONE = 'none';

/** More selects would make a form that nobody reads to its end. */
export const COLUMNS_AT_ONCE = 20;

export const columnId = (column: number): string => `column-${column}`;
export const wordId = (word: string): string => `word-${foldedName(word).slice(0, LONGEST_ID)}`;
const LONGEST_ID = 200;

/** What each column of a file holds, so many at a time; the first page asks how dates and amounts are written as well. */
export function columnsModal(
  { id, headings, choices }: Pick<Import, 'id' | 'headings'> & { readonly choices: Choices },
  examples: (column: number) => readonly string[],
  page: number,
): ModalView {
  const from = page * COLUMNS_AT_ONCE;
  const until = Math.min(from + COLUMNS_AT_ONCE, headings.length);
  const isPaged = headings.length > COLUMNS_AT_ONCE;
  const fields = [{ value: NONE, text: 'Keep beside the fields' }, ...FIELD_CHOICES];
  const inputs = headings.slice(from, until).map(({ name }, at): InputBlock => {
    const column = from + at;
    const chosen = IMPORT_FIELDS.find((field) => choices.mapping[field] === column);
    const some = examples(column);
    return selectInput(columnId(column), name, fields, {
      initial: chosen ?? NONE,
      ...(some.length > 0 && { hint: `Such as: ${some.join(' · ')}` }),
    });
  });
  return modal({
    callbackId: COLUMNS,
    title: 'Columns',
    submit: until < headings.length ? 'Next' : 'Look again',
    metadata: `${id}:${page}`,
    blocks: [
      section(
        isPaged
          ? md`What does each column hold? These are ${from + 1} to ${until} of ${headings.length}.`
          : md`What does each column hold?`,
      ),
      ...inputs,
      ...(page === 0 ? formatInputs(choices) : []),
    ],
  });
}

const FIELD_CHOICES = IMPORT_FIELDS.map((field) => ({ value: field, text: FIELD_WORDS[field] }));

const formatInputs = ({ order, currency }: Choices): readonly InputBlock[] => [
  selectInput(
    FORMAT.order,
    'Dates such as 3/4',
    [
      { value: NONE, text: 'As other dates of the file prove' },
      { value: 'day-first', text: 'The day comes first' },
      { value: 'month-first', text: 'The month comes first' },
    ],
    { initial: order ?? NONE },
  ),
  textInput(FORMAT.currency, 'Amounts without a currency', {
    optional: true,
    initial: currency,
    placeholder: 'EUR',
    maxLength: 10,
  }),
];

/** What the stages of a CRM mean here. */
export const stagesModal = ({ id }: Pick<Import, 'id'>, words: readonly CountedWord[]): ModalView =>
  modal({
    callbackId: STAGES,
    title: 'Stages',
    submit: 'Look again',
    metadata: id,
    blocks: [
      section(md`What do the stages of the file mean here?`),
      ...words.map((one) =>
        selectInput(
          wordId(one.word),
          labelOf(one),
          [{ value: NONE, text: 'I don’t know: leave out' }, ...STAGE_CHOICES],
          { initial: one.meaning ?? NONE },
        ),
      ),
    ],
  });

const STAGE_CHOICES = IMPORT_STAGES.map((stage) => ({ value: stage, text: USUAL_WORDS[stage] }));

/** Who the owners that a CRM names are here. */
export const ownersModal = ({ id }: Pick<Import, 'id'>, words: readonly CountedWord[]): ModalView =>
  modal({
    callbackId: OWNERS,
    title: 'Owners',
    submit: 'Look again',
    metadata: id,
    blocks: [
      section(md`Whose leads are these? Without anybody they stay free.`),
      ...words.map((one) =>
        personInput(wordId(one.word), labelOf(one), {
          optional: true,
          initial: one.meaning,
          placeholder: 'Nobody here',
        }),
      ),
    ],
  });

const labelOf = ({ word, count }: CountedWord): string => `${word}: ${grouped(count, 'row')}`;

/** New choices are on their way. */
export const lookingModal = (): ModalView =>
  modal({
    callbackId: 'imports.looking',
    title: 'Import leads',
    blocks: [section(md`I look at the file once more. In a moment the message with it says what would become of it.`)],
  });
