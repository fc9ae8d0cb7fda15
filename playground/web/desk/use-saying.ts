import { useState } from 'react';
import type { Outcome } from '../../wire.ts';
import { useDesk } from './desk-context.ts';
import { useLine } from './typing.ts';

/** A composer's line: it is kept while one looks elsewhere, and comes back if it could not be sent. */
export function useSaying(thread: string | undefined) {
  const { reader, pane, act, typing } = useDesk();
  const key = [reader.id, pane.channel, thread ?? ''].join(' ');
  const [line, setLine] = useLine(typing, key);
  const [told, tell] = useState<Outcome>({ kind: 'ok' });

  async function say(): Promise<void> {
    setLine('');
    tell({ kind: 'ok' });
    const where = { channel: pane.channel, ...(thread !== undefined && { thread }) };
    const outcome = await act({ kind: 'say', as: reader.id, ...where, line });
    tell(outcome);
    if (outcome.kind === 'failed' && typing.line(key) === '') setLine(line);
  }

  return {
    line,
    write: setLine,
    /** What came of the last thing that was done here. */
    told,
    tell,
    send() {
      if (line.trim() !== '') void say();
    },
  };
}
