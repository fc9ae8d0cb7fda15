import { type ReactNode, useState } from 'react';
import { isRecord, type Json } from '../../../server/json.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

export interface Confirming {
  /** Does it after the person has agreed; at once if the element asks nothing. */
  confirmed(doing: () => void): void;
  /** The question while it is asked; to be drawn beside the element. */
  readonly question: ReactNode;
}

/** Slack's "are you sure?" before the app is told. */
export function useConfirming(element: Json): Confirming {
  const [waiting, setWaiting] = useState<{ doing(): void }>();
  const { confirm } = element;
  if (!isRecord(confirm)) return { confirmed: (doing) => doing(), question: null };
  const answer = (isYes: boolean) => {
    setWaiting(undefined);
    if (isYes) waiting?.doing();
  };
  return {
    confirmed: (doing) => setWaiting({ doing }),
    question: waiting === undefined ? null : <ConfirmDialog confirm={confirm} answer={answer} />,
  };
}
