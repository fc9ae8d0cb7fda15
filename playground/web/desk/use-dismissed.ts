import { useCallback, useState } from 'react';
import type { PaneMessage } from '../../wire.ts';

/** Which ephemeral messages have been taken away; like Slack's, they are gone for good only when the page is reloaded. */
export function useDismissed() {
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const dismiss = useCallback((ts: string) => setDismissed((before) => new Set([...before, ts])), []);
  const shown = (messages: readonly PaneMessage[]) => messages.filter(({ ts }) => !dismissed.has(ts));
  return { shown, dismiss };
}
