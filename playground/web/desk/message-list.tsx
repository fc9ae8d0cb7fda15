import type { PaneMessage } from '../../wire.ts';
import { linesOf } from './days.ts';
import { useDesk } from './desk-context.ts';
import { Message } from './message.tsx';
import './message-list.css';
import { useStuckScroll } from './use-stuck-scroll.ts';

interface MessageListProps {
  messages: readonly PaneMessage[];
  hasOlder: boolean;
  dismiss(ts: string): void;
}

/** A channel's messages under their days, the newest at the bottom. */
export function MessageList({ messages, hasOlder, dismiss }: MessageListProps) {
  const { reader } = useDesk();
  const { scroller, content, hasNews, onScroll, toEnd } = useStuckScroll(messages.at(-1)?.ts);
  return (
    <div className="message-list">
      <div ref={scroller} className="message-scroller" role="log" aria-label="Messages" onScroll={onScroll}>
        <div ref={content} className="message-column">
          {hasOlder && <p className="hint message-note">Older messages are not shown here.</p>}
          {messages.length === 0 && <p className="hint message-note">No messages yet.</p>}
          {linesOf(messages, reader).map((line) =>
            line.kind === 'day' ? (
              <h3 key={line.key} className="day">
                <span>{line.label}</span>
              </h3>
            ) : (
              <Message key={line.key} message={line.message} isContinued={line.isContinued} dismiss={dismiss} />
            ),
          )}
        </div>
      </div>
      {hasNews && (
        <button type="button" className="news" onClick={toEnd}>
          ↓ New messages
        </button>
      )}
    </div>
  );
}
