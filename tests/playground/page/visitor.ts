import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { interactiveElements } from '../../../playground/server/blocks/identifiers.ts';
import { type Json, textOr } from '../../../playground/server/json.ts';
import { labelOf } from '../../../playground/server/seen.ts';
import type {
  Act,
  Entries,
  Outcome,
  Pane,
  PaneMessage,
  PaneView,
  Push,
  Request,
  Sections,
  SeenView,
  Target,
} from '../../../playground/wire.ts';

/** Somebody with the page open: what it would show, and what it would send. */
export interface Visitor {
  /** Looks through other eyes from now on. */
  watch(panes: readonly Partial<Pane>[], options?: { traffic?: boolean }): void;
  act(act: Act): Promise<Outcome>;
  /** Presses the one button with this label, in the pane of `as`: in the top modal, or in the newest message with these words. */
  press(as: string, words: string, label: string, entries?: Entries): Promise<Outcome>;
  /** Chooses, in the same way, in a menu whose options hold this text. */
  choose(as: string, words: string, option: string): Promise<Outcome>;
  /** Submits the top modal. */
  submit(as: string, entries: Entries): Promise<Outcome>;
  say(as: string, line: string, channel?: string): Promise<Outcome>;
  /** Waits until what the page shows fulfils a condition. */
  until<T>(what: string, condition: (shown: Sections) => T): Promise<NonNullable<T>>;
  pane(as: string): PaneView;
  /** The last state of every section. */
  readonly shown: Sections;
  /** How many times each section has come. */
  readonly pushes: Readonly<Record<string, number>>;
  send(text: string): void;
  /** Why the playground has ended the connection. */
  readonly closed: Promise<{ code: number; reason: string }>;
}

const PATIENCE = 12_000;

/** Opens the page, as somebody who looks at #leads by default; it is closed when the test ends. */
export async function visit(
  url: string,
  panes: readonly Partial<Pane>[] = [{ as: 'U_ANA' }],
  options: { traffic?: boolean } = {},
): Promise<Visitor> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/wire`, { origin: url });
  onTestFinished(() => socket.terminate());
  let shown: Partial<Sections> = {};
  const pushes: Record<string, number> = {};
  const listeners = new Set<() => void>();
  const answers = new Map<number, (outcome: Outcome) => void>();
  let acts = 0;

  socket.on('message', (data: Buffer) => {
    const push: Push = JSON.parse(data.toString());
    if (push.kind === 'done') answers.get(push.id)?.(push.outcome);
    else {
      shown = { ...shown, ...push.sections };
      for (const name of Object.keys(push.sections)) pushes[name] = (pushes[name] ?? 0) + 1;
    }
    for (const listener of listeners) listener();
  });
  const closed = once(socket, 'close').then(([code, reason]) => ({ code, reason: String(reason) }));
  await once(socket, 'open');

  const send = (request: Request) => socket.send(JSON.stringify(request));
  const all = (): Sections => shown as Sections;
  const visitor: Visitor = {
    watch(wanted, { traffic = false } = {}) {
      const full = wanted.map((pane) => ({ as: 'U_ANA', channel: 'C_LEADS', tab: 'messages' as const, ...pane }));
      send({ kind: 'watch', panes: full, traffic });
    },
    act(act) {
      acts += 1;
      const id = acts;
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      answers.set(id, resolve);
      send({ kind: 'act', id, act });
      return promise;
    },
    press(as, words, label, entries = {}) {
      const { on, block, element } = find(visitor.pane(as), words, (one) => labelOf(one) === label, label);
      const value = element.value === undefined ? {} : { value: textOr(element.value, '') };
      return visitor.act({ kind: 'press', as, on, ...ids(block, element), entries, ...value });
    },
    choose(as, words, option) {
      const holds = (one: Json) => JSON.stringify(one.options ?? []).includes(`"${option}"`);
      const { on, block, element } = find(visitor.pane(as), words, holds, option);
      return visitor.act({ kind: 'choose', as, on, ...ids(block, element), entries: {}, choice: option });
    },
    submit: (as, entries) =>
      visitor.act({ kind: 'submit', as, view: visitor.pane(as).modals.at(-1)?.id ?? '', entries }),
    say: (as, line, channel = 'C_LEADS') => visitor.act({ kind: 'say', as, channel, line }),
    until(what, condition) {
      const { promise, resolve, reject } = Promise.withResolvers<NonNullable<ReturnType<typeof condition>>>();
      const look = () => {
        const answer = condition(all());
        if (answer !== undefined && answer !== null && answer !== false) resolve(answer);
      };
      const giveUp = setTimeout(
        () => reject(new Error(`Waited in vain for ${what}. The page shows ${describe(shown)}`)),
        PATIENCE,
      );
      listeners.add(look);
      look();
      return promise.finally(() => {
        clearTimeout(giveUp);
        listeners.delete(look);
      });
    },
    pane(as) {
      const pane = all().panes.find((one) => one.pane.as === as);
      if (pane === undefined) throw new Error(`Nobody looks through the eyes of ${as}.`);
      return pane;
    },
    get shown() {
      return all();
    },
    pushes,
    send: (text) => socket.send(text),
    closed,
  };
  visitor.watch(panes, options);
  await visitor.until('the first sight', ({ traffic }) => traffic);
  return visitor;
}

const ids = (block: Json, element: Json) => ({
  blockId: textOr(block.block_id, ''),
  actionId: textOr(element.action_id, ''),
});

/** The one element that fits, in the top modal if there is one. */
function find({ modals, messages, thread }: PaneView, words: string, fits: (element: Json) => boolean, what: string) {
  const surfaces = modals.length > 0 ? modals.slice(-1) : [...(thread ?? []), ...messages];
  const surface = surfaces.findLast(({ says }) => says.includes(words));
  if (surface === undefined)
    throw new Error(`Nothing says “${words}”: ${surfaces.map(({ says }) => says).join(' | ')}`);
  for (const block of surface.blocks) {
    const element = interactiveElements(block).find(fits);
    if (element !== undefined) return { on: targetOf(surface), block, element };
  }
  throw new Error(`“${words}” has no ${what}, only ${surface.buttons.join(', ')}.`);
}

const targetOf = (surface: PaneMessage | SeenView): Target =>
  surface.kind === 'view'
    ? { kind: 'view', id: surface.id }
    : { kind: 'message', channel: surface.channel, ts: surface.ts };

/** What one person reads, newest last. */
export const read = (shown: Sections, as: string): string =>
  shown.panes
    .filter(({ pane }) => pane.as === as)
    .flatMap(({ messages, thread }) => [...messages, ...(thread ?? [])])
    .map(({ says }) => says)
    .join('\n');

export const topModal = (shown: Sections, as: string): SeenView | undefined =>
  shown.panes.find(({ pane }) => pane.as === as)?.modals.at(-1);

const describe = (shown: Partial<Sections>): string => {
  const texts = (shown.panes ?? []).map(
    ({ pane, messages, modals }) =>
      `${pane.as} in ${pane.channel}: ${[...messages, ...modals].map(({ says }) => says).join(' | ')}`,
  );
  return `${texts.join('\n')}\n${JSON.stringify({ ...shown, panes: undefined, office: undefined })}`;
};
