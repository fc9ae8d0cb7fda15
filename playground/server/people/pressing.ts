import { interactiveElements } from '../blocks/identifiers.ts';
import { enteredKey, stateValues } from '../blocks/state.ts';
import { issueResponseUrl, issueTrigger } from '../interaction.ts';
import { type Json, present, records, text } from '../json.ts';
import { messageActionPayload, viewActionPayload } from '../payloads.ts';
import { labelOf, type SeenMessage, type SeenView } from '../seen.ts';
import { currentMessage, currentView, type Desk } from './desk.ts';
import { enter } from './entering.ts';
import type { Reaction } from './reactions.ts';
import { react } from './typing.ts';

/** Narrows down which of several like elements is meant. */
export interface Which {
  readonly blockId?: string;
  readonly value?: string;
}

interface Target {
  readonly block: Json;
  readonly element: Json;
}

/** Presses a button, by its action id or by what is written on it. */
export function press(desk: Desk, seen: SeenMessage | SeenView, name: string, which: Which = {}): Promise<Reaction> {
  return act(desk, seen, name, which, ({ element }) => {
    if (!String(element.type).endsWith('button'))
      throw new Error(`${name} is no button but a ${String(element.type)}.`);
    return present({ text: element.text, value: element.value, style: element.style, url: element.url });
  });
}

/** Chooses in a menu: by an option's value or text, a person's or channel's id, a date, a time; several as a list. */
export function choose(
  desk: Desk,
  seen: SeenMessage | SeenView,
  name: string,
  choice: string | number | readonly string[] | null,
  which: Which = {},
): Promise<Reaction> {
  return act(desk, seen, name, which, ({ block, element }, entered) => {
    if (element.type === 'overflow') return { selected_option: overflowOption(element, choice) };
    const value = enter(desk.world, element, choice);
    entered.set(enteredKey(block.block_id, element.action_id), value);
    return value;
  });
}

function overflowOption(element: Json, choice: unknown): Json {
  const option = records(element.options).find((one) => one.value === choice || labelOf(one) === choice);
  if (!option) throw new Error(`The menu has no option ${String(choice)}.`);
  return option;
}

async function act(
  desk: Desk,
  seen: SeenMessage | SeenView,
  name: string,
  which: Which,
  describe: (target: Target, entered: Map<string, Json>) => Json,
): Promise<Reaction> {
  const { world } = desk;
  const person = desk.person();
  if (!world.manifest.interactivity) throw new Error('The app has interactivity turned off.');
  if (seen.kind === 'view') {
    const view = currentView(desk, seen);
    const target = findTarget(records(view.content.blocks), name, which);
    const action = actionOf(target, describe(target, view.entered));
    world.changes.changed();
    if (target.block.type === 'input' && target.block.dispatch_action !== true) return { kind: 'acknowledged' };
    return react(desk, viewActionPayload(world, person, view, action, issueTrigger(world, person.id, view)));
  }
  const { channel, message } = currentMessage(desk, seen);
  const entered = desk.entered(message);
  const target = findTarget(message.blocks, name, which);
  const action = actionOf(target, describe(target, entered));
  const payload = messageActionPayload(world, person, {
    channel,
    message,
    action,
    state: stateValues(message.blocks, entered),
    triggerId: issueTrigger(world, person.id),
    responseUrl: issueResponseUrl(world, person.id, channel.id, message),
  });
  return react(desk, payload);
}

const actionOf = ({ block, element }: Target, chosen: Json): Json => ({
  ...chosen,
  type: element.type,
  action_id: element.action_id,
  block_id: block.block_id,
});

/** The one element that is meant; throws if there is none or more than one. */
function findTarget(blocks: readonly Json[], name: string, which: Which): Target {
  const everything = blocks.flatMap((block) => interactiveElements(block).map((element) => ({ block, element })));
  const fitting = everything.filter(
    ({ block, element }) =>
      (element.action_id === name || labelOf(element) === name || text(block.block_id) === name) &&
      (which.blockId === undefined || block.block_id === which.blockId) &&
      (which.value === undefined || element.value === which.value),
  );
  const [target, ...others] = fitting;
  if (target && others.length === 0) return target;
  const there = everything.map(({ element }) => `${String(element.action_id)} (${labelOf(element)})`).join(', ');
  throw new Error(
    `${target ? `${fitting.length} elements are` : 'Nothing is'} called ${name}. There is: ${there || 'nothing to press'}.`,
  );
}
