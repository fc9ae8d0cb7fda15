import { useState } from 'react';
import type { PaneMessage } from '../../wire.ts';
import { useDesk } from './desk-context.ts';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';

/** What can be done with a message: shown when the pointer or the keyboard is on it. */
export function MessageActions({ message, isInThread }: { message: PaneMessage; isInThread: boolean }) {
  const { reader, act, go } = useDesk();
  const [trouble, setTrouble] = useState<string>();

  async function use(callbackId: string): Promise<void> {
    const { channel, ts } = message;
    setTrouble(undefined);
    const outcome = await act({ kind: 'message-shortcut', as: reader.id, channel, ts, callbackId });
    if (outcome.kind === 'failed') setTrouble(outcome.text);
  }

  const items = reader.office.shortcuts
    .filter(({ type }) => type === 'message')
    .map(({ name, callbackId }) => ({ key: callbackId, content: name, pick: () => void use(callbackId) }));

  return (
    <>
      <div className="message-actions">
        {!isInThread && (
          <button
            type="button"
            className="icon-button"
            aria-label="Reply in thread"
            title="Reply in thread"
            onClick={() => go({ thread: message.ts })}
          >
            <Icon name="reply" />
          </button>
        )}
        {items.length > 0 && (
          <Menu label="Message shortcuts" title="Message shortcuts" items={items}>
            <Icon name="dots" />
          </Menu>
        )}
      </div>
      {trouble !== undefined && (
        <p className="error message-trouble" role="alert">
          ⚠ {trouble}
        </p>
      )}
    </>
  );
}
