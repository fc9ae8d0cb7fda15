import { interactiveElements } from '../server/blocks/identifiers.ts';
import { STATE_FIELDS } from '../server/blocks/state.ts';
import type { Json } from '../server/json.ts';
import type { SeenMessage, SeenView } from '../server/seen.ts';
import { entryKey } from '../web/blocks/entry-key.ts';
import type { Act, Entries, Outcome, Target } from '../wire.ts';
import { failed, GONE, OK, outcomeOf } from './outcomes.ts';
import { seenMessage } from './seen-message.ts';
import type { Stage } from './stage.ts';

type ActOf<Kind extends Act['kind']> = Extract<Act, { kind: Kind }>;

/** Presses a button. */
export async function press(stage: Stage, act: ActOf<'press'>): Promise<Outcome> {
  const { actionId, blockId, value } = act;
  const on = targetOf(stage, act.as, act.on);
  if (on === undefined || !isThere(on, act)) return GONE;
  const person = stage.slack.person(act.as);
  if (on.kind === 'view') person.fill(on, fitting(on.blocks, act.entries));
  return outcomeOf(await person.press(on, actionId, { blockId, ...(value !== undefined && { value }) }));
}

/** Chooses in a menu or field that tells the app at once. */
export async function choose(stage: Stage, act: ActOf<'choose'>): Promise<Outcome> {
  const { actionId, blockId, choice } = act;
  const on = targetOf(stage, act.as, act.on);
  if (on === undefined || !isThere(on, act)) return GONE;
  const person = stage.slack.person(act.as);
  if (on.kind === 'view') person.fill(on, fitting(on.blocks, act.entries));
  return outcomeOf(await person.choose(on, actionId, choice, { blockId }));
}

/** Fills in a modal and submits it; what is wrong with it is on the modal, or in `incomplete` if Slack itself says so. */
export async function submit(stage: Stage, act: ActOf<'submit'>): Promise<Outcome> {
  const person = stage.slack.person(act.as);
  const view = person.views().find(({ id }) => id === act.view);
  if (view === undefined) return CLOSED;
  const submission = await person.submit(view, fitting(view.blocks, act.entries));
  if (submission.kind === 'failed') return failed(submission.text);
  return submission.kind === 'incomplete' ? { kind: 'incomplete', errors: submission.errors } : OK;
}

/** Closes a modal, or with it all that it lies on. */
export async function close(stage: Stage, act: ActOf<'close'>): Promise<Outcome> {
  const person = stage.slack.person(act.as);
  if (person.view()?.id !== act.view) return CLOSED;
  await (act.all ? person.closeAll() : person.close());
  return OK;
}

const CLOSED = failed('This modal has been closed meanwhile.');

function targetOf(stage: Stage, as: string, on: Target): SeenMessage | SeenView | undefined {
  if (on.kind === 'message') return seenMessage(stage, as, on);
  const person = stage.slack.person(as);
  return [...person.views(), person.home()].find((view) => view?.id === on.id);
}

/** Whether the element that was used still stands where it stood. */
const isThere = (on: SeenMessage | SeenView, wanted: ActOf<'press'> | ActOf<'choose'>): boolean =>
  on.blocks
    .filter((block) => block.block_id === wanted.blockId)
    .flatMap(interactiveElements)
    .some(
      (element) =>
        element.action_id === wanted.actionId &&
        (wanted.kind === 'choose' || wanted.value === undefined || element.value === wanted.value),
    );

/** Without entries into fields that the app has taken away meanwhile. */
function fitting(blocks: readonly Json[], entries: Entries): Entries {
  const keys = blocks.flatMap((block) =>
    interactiveElements(block)
      .filter(({ type }) => Object.hasOwn(STATE_FIELDS, String(type)))
      .map((element) => entryKey(block, element)),
  );
  return Object.fromEntries(Object.entries(entries).filter(([key]) => keys.includes(key)));
}
