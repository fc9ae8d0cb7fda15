import { interactiveElements } from '../blocks/identifiers.ts';
import { elementState, enteredKey, STATE_FIELDS } from '../blocks/state.ts';
import { issueTrigger } from '../interaction.ts';
import { isRecord, type Json, record, records } from '../json.ts';
import type { View } from '../model.ts';
import { closingPayload, submissionPayload } from '../payloads.ts';
import { Refusal } from '../refusal.ts';
import { type SeenView, seeView } from '../seen.ts';
import { dropModals, modalsOf, pushModal, readView, replaceContent } from '../views.ts';
import { currentView, type Desk } from './desk.ts';
import { type Entry, enter } from './entering.ts';
import type { Failure, Submission } from './reactions.ts';

/** What is entered, by block id; for a block with several elements, by action id in it. */
export type Entries = Readonly<Record<string, Entry>>;

/** Fills in a modal without submitting it. */
export function fill(desk: Desk, seen: SeenView, entries: Entries): SeenView {
  const view = currentView(desk, seen);
  for (const [name, entry] of Object.entries(entries)) {
    const { block, element } = fieldOf(view, name);
    view.entered.set(enteredKey(block.block_id, element.action_id), enter(desk.world, element, entry));
  }
  desk.world.changes.changed();
  return seeView(desk.world, view);
}

function fieldOf(view: View, name: string): { block: Json; element: Json } {
  const fields = records(view.content.blocks).flatMap((block) =>
    interactiveElements(block)
      .filter((element) => Object.hasOwn(STATE_FIELDS, String(element.type)))
      .map((element) => ({ block, element })),
  );
  const found =
    fields.find(({ block }) => block.block_id === name) ?? fields.find(({ element }) => element.action_id === name);
  if (found) return found;
  throw new Error(
    `The view has no field ${name}, only ${fields.map(({ block }) => String(block.block_id)).join(', ') || 'none'}.`,
  );
}

/** Fills in a modal and submits it. */
export async function submit(desk: Desk, seen: SeenView, entries: Entries): Promise<Submission> {
  const { world } = desk;
  const view = currentView(desk, seen);
  if (view.type !== 'modal' || !view.content.submit) throw new Error(`${seen.id} has nothing to submit.`);
  fill(desk, seen, entries);
  const errors = incomplete(view);
  if (Object.keys(errors).length > 0) return { kind: 'incomplete', errors };
  const person = desk.person();
  const receipt = await desk.deliver(
    'interactive',
    submissionPayload(world, person, view, issueTrigger(world, person.id, view)),
  );
  if (receipt.kind === 'failed') return trouble(receipt.reason);
  try {
    return applyAnswer(desk, view, record(receipt.payload));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    world.reject('view_submission', error.code, error.details);
    return trouble(error.code);
  }
}

const trouble = (reason: string): Failure => ({
  kind: 'failed',
  reason,
  text: 'We had some trouble connecting. Try again?',
});

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What Slack itself finds missing or wrong, by block id. */
function incomplete(view: View): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of records(view.content.blocks)) {
    const element = record(block.element);
    const field = STATE_FIELDS[String(element.type)]?.field;
    if (block.type !== 'input' || field === undefined) continue;
    const value = elementState(block, element, view.entered)?.[field];
    const isEmpty =
      value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
    const fault = isEmpty
      ? block.optional === true
        ? undefined
        : 'Please complete this required field.'
      : wrong(element, value);
    if (fault !== undefined) errors[String(block.block_id)] = fault;
  }
  return errors;
}

function wrong(element: Json, value: unknown): string | undefined {
  const entered = String(value);
  const within = (least: unknown, most: unknown, size: number) =>
    (typeof least !== 'number' || size >= least) && (typeof most !== 'number' || size <= most);
  switch (element.type) {
    case 'plain_text_input':
      return within(element.min_length, element.max_length ?? 3_000, entered.length)
        ? undefined
        : 'The text is too short or too long.';
    case 'email_text_input':
      return EMAIL.test(entered) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(entered) ? undefined : 'Please enter a valid URL.';
    case 'number_input': {
      const isNumber = (element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(entered);
      const least = element.min_value === undefined ? undefined : Number(element.min_value);
      const most = element.max_value === undefined ? undefined : Number(element.max_value);
      return isNumber && within(least, most, Number(entered)) ? undefined : 'Please enter a valid number.';
    }
    default:
      return undefined;
  }
}

/** Does what the acknowledgement asks for. */
function applyAnswer(desk: Desk, view: View, answer: Json): Submission {
  const { world } = desk;
  const isOpen = modalsOf(world, view.person).includes(view);
  switch (answer.response_action) {
    case undefined:
      if (isOpen) dropModals(world, view.person, 'top');
      return { kind: 'closed' };
    case 'clear':
      dropModals(world, view.person, 'all');
      return { kind: 'cleared' };
    case 'errors':
      return showErrors(desk, view, answer.errors);
    case 'update':
      replaceContent(world, view, readView(world, answer.view, 'modal', view));
      return { kind: 'updated', view: seeView(world, view) };
    case 'push':
      return {
        kind: 'pushed',
        view: seeView(world, pushModal(world, view.person, readView(world, answer.view, 'modal'))),
      };
    default:
      throw new Refusal('invalid_response_action', answer);
  }
}

function showErrors(desk: Desk, view: View, given: unknown): Submission {
  const inputs = records(view.content.blocks).filter((block) => block.type === 'input');
  const errors = Object.entries(record(given)).map(([block, text]) => [block, String(text)] as const);
  const isFine =
    isRecord(given) && errors.length > 0 && errors.every(([id]) => inputs.some((block) => block.block_id === id));
  if (!isFine) throw new Refusal('invalid_errors', { errors: given });
  view.errors = Object.fromEntries(errors);
  desk.world.changes.changed();
  return { kind: 'errors', errors: view.errors };
}

/** Closes the top modal, or all with the X; the app hears of it if the view asked to. */
export async function close(desk: Desk, which: 'top' | 'all'): Promise<void> {
  const { world } = desk;
  const person = desk.person();
  const stack = modalsOf(world, person.id);
  const top = stack.at(-1);
  if (!top) throw new Error(`${person.id} has no modal open.`);
  const isCleared = which === 'all' || top.content.clear_on_close === true;
  const closed = (isCleared ? [...stack] : [top]).filter((view) => view.content.notify_on_close === true);
  const payloads = closed.map((view) => closingPayload(world, person, view, isCleared));
  dropModals(world, person.id, isCleared ? 'all' : 'top');
  await Promise.all(payloads.map((payload) => desk.deliver('interactive', payload)));
}
