import type { ModalValues } from '../blockkit/values.ts';
import { errors, say } from '../platform/slack/listeners/answers.ts';
import { forManagers } from '../platform/slack/listeners/for-managers.ts';
import type { ActionCall, Answer, Listeners, ViewCall } from '../platform/slack/listeners/listeners.ts';
import { goneMessage, notAllowedMessage } from './blocks.ts';
import {
  COLUMNS,
  COLUMNS_AT_ONCE,
  columnId,
  columnsModal,
  FORMAT,
  lookingModal,
  OPEN_COLUMNS,
  OPEN_OWNERS,
  OPEN_STAGES,
  OWNERS,
  ownersModal,
  STAGES,
  stagesModal,
  wordId,
} from './choosing-blocks.ts';
import { FIELD_WORDS, IMPORT_FIELDS, type ImportField } from './columns.ts';
import { currencyOf } from './money.ts';
import type { ImportActor } from './ports-service.ts';
import type { Imports } from './service.ts';
import { IMPORT_STAGES } from './stages.ts';
import type { CountedWord } from './words.ts';

/** Choosing what a file means before it is imported. */
export function choosingListeners<A extends ImportActor>(
  imports: Imports,
): Required<Pick<Listeners<A>, 'actions' | 'views'>> {
  const ifAllowed = forManagers(notAllowedMessage);

  async function columns(actor: A, id: string, page: number): Promise<Answer> {
    const found = await imports.columns(actor.workspaceId, id);
    if (found === undefined) return say(goneMessage());
    return { kind: 'update', view: columnsModal(found.its, found.examples, page) };
  }

  return {
    actions: {
      [OPEN_COLUMNS]: ifAllowed(({ actor, value }: ActionCall<A>) => columns(actor, value, 0)),
      [OPEN_STAGES]: ifAllowed(async ({ actor, value }: ActionCall<A>) => {
        const found = await imports.words(actor.workspaceId, value, 'stage');
        return found === undefined ? say(goneMessage()) : { kind: 'open', view: stagesModal(found.its, found.words) };
      }),
      [OPEN_OWNERS]: ifAllowed(async ({ actor, value }: ActionCall<A>) => {
        const found = await imports.words(actor.workspaceId, value, 'owner');
        return found === undefined ? say(goneMessage()) : { kind: 'open', view: ownersModal(found.its, found.words) };
      }),
    },

    views: {
      [COLUMNS]: ifAllowed(async ({ actor, metadata, values }: ViewCall<A>) => {
        const [id = '', at = '0'] = metadata.split(':');
        const [page, { workspaceId }] = [Number(at), actor];
        const found = await imports.columns(workspaceId, id);
        if (found === undefined) return say(goneMessage());
        const { headings } = found.its;
        const fields = fieldsIn(values, headings.length);
        const faults = { ...twiceIn(fields), ...currencyFault(values) };
        if (Object.keys(faults).length > 0) return errors(faults);
        const format = values.has(FORMAT.order) ? { format: formatIn(values) } : {};
        const changed = await imports.chooseColumns(workspaceId, id, { fields, ...format });
        if (changed === undefined) return say(goneMessage());
        const isLast = (page + 1) * COLUMNS_AT_ONCE >= headings.length;
        return isLast ? { kind: 'update', view: lookingModal() } : columns(actor, id, page + 1);
      }),

      [STAGES]: ifAllowed(async ({ actor, metadata, values }: ViewCall<A>) => {
        const found = await imports.words(actor.workspaceId, metadata, 'stage');
        if (found === undefined) return say(goneMessage());
        const said = saidOf(found.words, values, (id) => IMPORT_STAGES.find((stage) => stage === values.option(id)));
        const changed = await imports.chooseStages(actor.workspaceId, metadata, said);
        return changed === undefined ? say(goneMessage()) : { kind: 'update', view: lookingModal() };
      }),

      [OWNERS]: ifAllowed(async ({ actor, metadata, values }: ViewCall<A>) => {
        const found = await imports.words(actor.workspaceId, metadata, 'owner');
        if (found === undefined) return say(goneMessage());
        const said = saidOf(found.words, values, values.user);
        const changed = await imports.chooseOwners(actor.workspaceId, metadata, said);
        if (changed.kind === 'refused')
          return errors(
            Object.fromEntries(changed.words.map((word) => [wordId(word), 'Only who sells can own leads.'])),
          );
        return changed.kind === 'gone' ? say(goneMessage()) : { kind: 'update', view: lookingModal() };
      }),
    },
  };
}

/** What is said of the words that the form had. */
function saidOf<T>(
  words: readonly CountedWord[],
  values: ModalValues,
  read: (id: string) => T | undefined,
): ReadonlyMap<string, T | undefined> {
  const asked = words.filter(({ word }) => values.has(wordId(word)));
  return new Map(asked.map(({ word }) => [word, read(wordId(word))]));
}

function fieldsIn(values: ModalValues, columns: number): ReadonlyMap<number, ImportField | undefined> {
  const asked = Array.from({ length: columns }, (_, column) => column).filter((column) => values.has(columnId(column)));
  return new Map(
    asked.map((column) => [column, IMPORT_FIELDS.find((field) => field === values.option(columnId(column)))]),
  );
}

/** A sentence under each column that is said to hold what another one holds. */
function twiceIn(fields: ReadonlyMap<number, ImportField | undefined>): Record<string, string> {
  const taken = new Set<ImportField>();
  const faults: Record<string, string> = {};
  for (const [column, field] of fields) {
    if (field === undefined) continue;
    if (taken.has(field)) faults[columnId(column)] = `“${FIELD_WORDS[field]}” is chosen further up already.`;
    taken.add(field);
  }
  return faults;
}

function currencyFault(values: ModalValues): Record<string, string> {
  const typed = values.text(FORMAT.currency);
  return typed === undefined || currencyOf(typed) !== undefined
    ? {}
    : { [FORMAT.currency]: 'A currency is a code of three letters, such as EUR.' };
}

function formatIn(values: ModalValues) {
  const typed = values.text(FORMAT.currency);
  const order = values.option(FORMAT.order);
  return {
    order: order === 'day-first' || order === 'month-first' ? order : undefined,
    currency: typed === undefined ? undefined : currencyOf(typed),
  } as const;
}
