import { z } from 'zod';
import { interactiveElements } from '../server/blocks/identifiers.ts';
import { parseJson } from '../server/json.ts';
import type { SeenMessage, SeenView } from '../server/seen.ts';
import { entriesIn, entryIn } from './entries.ts';
import { BOT, type Scene } from './scene.ts';
import { destination, travelTo } from './time-travel.ts';

/** What somebody does on the page; answers with what they are told, if anything. */
export type Deed = (scene: Scene, form: URLSearchParams) => Promise<string | undefined>;

/** All that can be done, by the last part of its address. */
export const DEEDS: Readonly<Record<string, Deed>> = {
  async press({ stage, place, reader }, form) {
    const person = stage.slack.person(place.as);
    const on = target({ stage, place }, form);
    const { block, action, value } = elementIn(form);
    if (elementOf(on, { block, action, value }) === undefined) return GONE;
    if (on.kind === 'view') person.fill(on, entriesIn(form, on.blocks, reader.zone));
    const which = { ...(block !== undefined && { blockId: block }), ...(value !== undefined && { value }) };
    return complaintOf(await person.press(on, action, which));
  },

  async choose({ stage, place, reader }, form) {
    const person = stage.slack.person(place.as);
    const on = target({ stage, place }, form);
    const { block, action, choice } = elementIn(form);
    if (elementOf(on, { block, action }) === undefined) return GONE;
    if (on.kind === 'view') person.fill(on, entriesIn(form, on.blocks, reader.zone));
    const chosen = choice ?? enteredFor(on, { block, action }, form, reader.zone);
    return complaintOf(await person.choose(on, action, chosen, block === undefined ? {} : { blockId: block }));
  },

  async submit({ stage, place, reader, memory }, form) {
    const person = stage.slack.person(place.as);
    const view = viewIn({ stage, place }, form);
    memory.gaps.delete(view.id);
    const submission = await person.submit(view, entriesIn(form, view.blocks, reader.zone));
    if (submission.kind === 'incomplete') memory.gaps.set(view.id, submission.errors);
    return submission.kind === 'failed' ? submission.text : undefined;
  },

  async close({ stage, place }, form) {
    viewIn({ stage, place }, form);
    const person = stage.slack.person(place.as);
    await (form.get('all') === null ? person.close() : person.closeAll());
    return undefined;
  },

  async say({ stage, place }, form) {
    const line = form.get('line')?.trim() ?? '';
    if (line === '') return undefined;
    const person = stage.slack.person(place.as);
    const channel = place.in === BOT ? undefined : place.in;
    const options = place.thread === undefined ? {} : { threadTs: place.thread };
    if (line.startsWith('/')) return complaintOf(await person.type(line, channel, options));
    person.write(line, channel ?? botChannel({ stage, place }), options);
    return undefined;
  },

  shortcut: async ({ stage, place }, form) =>
    complaintOf(await stage.slack.person(place.as).shortcut(form.get('shortcut') ?? '')),

  async 'message-shortcut'({ stage, place }, form) {
    const message = messageIn({ stage, place }, form);
    return complaintOf(await stage.slack.person(place.as).messageShortcut(message, form.get('shortcut') ?? ''));
  },

  async time({ stage }, form) {
    const until = destination(form.get('to') ?? '', stage.clock.now(), stage.zone);
    if (until !== undefined) await travelTo(stage, until);
    return undefined;
  },

  lead: ({ stage }) => stage.sendLead(),
};

type Who = Pick<Scene, 'stage' | 'place'>;

/** The message or modal that a form belongs to, as it is now. */
const target = (who: Who, form: URLSearchParams): SeenMessage | SeenView =>
  form.has('view') ? viewIn(who, form) : messageIn(who, form);

function viewIn({ stage, place }: Who, form: URLSearchParams): SeenView {
  const view = stage.slack.person(place.as).view();
  if (view === undefined || view.id !== form.get('view')) throw new Error('This modal has been closed meanwhile.');
  return view;
}

function messageIn({ stage, place }: Who, form: URLSearchParams): SeenMessage {
  const person = stage.slack.person(place.as);
  const channel = form.get('channel') ?? '';
  const ts = form.get('ts') ?? '';
  const message = person.thread({ channel, ts }).find((one) => one.ts === ts);
  if (message === undefined) throw new Error('This message is gone.');
  return message;
}

const botChannel = ({ stage, place }: Who): string => {
  const [message] = stage.slack.person(place.as).dms();
  return message?.channel ?? `D${place.as.slice(1)}`;
};

const elementShape = z.object({
  block: z.string().optional(),
  action: z.string(),
  value: z.string().optional(),
  choice: z.string().optional(),
});

/** Which button or menu was used, as element-html.ts has named it. */
const elementIn = (form: URLSearchParams) => elementShape.parse(parseJson(form.get('element') ?? ''));

interface Wanted {
  readonly block: string | undefined;
  readonly action: string;
  readonly value?: string | undefined;
}

/** The element that was used, with its block, if it is still there. */
function elementOf(on: SeenMessage | SeenView, { block: id, action, value }: Wanted) {
  for (const block of on.blocks.filter((one) => one.block_id === id)) {
    const element = interactiveElements(block).find(
      (one) => one.action_id === action && (value === undefined || one.value === value),
    );
    if (element !== undefined) return { block, element };
  }
  return undefined;
}

function enteredFor(on: SeenMessage | SeenView, wanted: Wanted, form: URLSearchParams, zone: string) {
  const found = elementOf(on, wanted);
  return found === undefined ? null : entryIn(form, found.block, found.element, zone);
}

const GONE = 'That is no longer there: somebody was faster. This is how it looks now.';

const complaintOf = (reaction: { kind: string; text?: string }): string | undefined =>
  reaction.kind === 'failed' ? reaction.text : undefined;
