import { useMemo, useState } from 'react';
import type { Json, Outcome, Target } from '../../wire.ts';
import type { Surface } from '../surface.ts';
import { useDesk } from './desk-context.ts';
import { entriesFor, stateFor, withEntry } from './entries.ts';
import { useFields } from './typing.ts';

/** What is drawn: a message or a view, as the server knows it. */
export interface Drawn {
  readonly on: Target;
  readonly blocks: readonly Json[];
  readonly errors: Readonly<Record<string, string>>;
  /** What a field holds as far as the server knows. */
  heldBy(block: Json, element: Json): Json | undefined;
}

export interface UsedSurface {
  readonly surface: Surface;
  /** Why the last thing done here did not work. */
  readonly trouble: string | undefined;
  /** Submits the view that this is. */
  submit(): void;
}

/** The surface of a message or view: it remembers what is entered, and tells the app what is done. */
export function useSurface({ on, blocks, errors, heldBy }: Drawn): UsedSurface {
  const { reader, act, typing } = useDesk();
  const key = on.kind === 'view' ? on.id : `${on.channel} ${on.ts}`;
  const typed = useFields(typing, key);
  const [pending, setPending] = useState(0);
  const [told, setTold] = useState<Outcome>({ kind: 'ok' });
  // What has been corrected since the last answer is no longer wrong.
  const [corrected, setCorrected] = useState<ReadonlySet<string>>(new Set());

  const shown = useMemo(
    () => Object.fromEntries(Object.entries(allErrors(errors, told)).filter(([block]) => !corrected.has(block))),
    [errors, told, corrected],
  );

  async function tell(doing: Promise<Outcome>): Promise<void> {
    setPending((count) => count + 1);
    setTold({ kind: 'ok' });
    const outcome = await doing;
    setPending((count) => count - 1);
    setCorrected(new Set());
    setTold(outcome);
  }

  const entered = () => entriesFor(typing.fields(key), blocks);
  const used = (block: Json, element: Json) => ({
    as: reader.id,
    on,
    blockId: String(block.block_id),
    actionId: String(element.action_id),
    entries: entered(),
  });

  const surface: Surface = {
    reader,
    errors: shown,
    isBusy: pending > 0,
    stateOf: (block, element) => stateFor(typed, block, element, heldBy(block, element)),
    enter(block, element, entry) {
      typing.setFields(key, withEntry(typing.fields(key), block, element, entry));
      setCorrected((before) => new Set([...before, String(block.block_id)]));
    },
    press(block, element) {
      const value = typeof element.value === 'string' ? { value: element.value } : {};
      void tell(act({ kind: 'press', ...used(block, element), ...value }));
    },
    choose(block, element, choice) {
      surface.enter(block, element, choice);
      void tell(act({ kind: 'choose', ...used(block, element), choice }));
    },
  };

  return {
    surface,
    trouble: told.kind === 'failed' ? told.text : undefined,
    submit() {
      if (on.kind === 'view' && pending === 0)
        void tell(act({ kind: 'submit', as: reader.id, view: on.id, entries: entered() }));
    },
  };
}

const allErrors = (errors: Readonly<Record<string, string>>, told: Outcome): Readonly<Record<string, string>> =>
  told.kind === 'incomplete' ? { ...errors, ...told.errors } : errors;
