import type { PaneMessage } from '../../wire.ts';
import { Composer } from './composer.tsx';
import { useDesk } from './desk-context.ts';
import { Message } from './message.tsx';
import { countOf } from './replies-line.tsx';
import './thread.css';
import type { PaneView } from '../../wire.ts';
import { Icon } from './icon.tsx';
import { useStuckScroll } from './use-stuck-scroll.ts';

interface ThreadProps {
  messages: readonly PaneMessage[];
  /** What the channel is called, as it is written in its header. */
  channelName: string;
  composer: PaneView['composer'];
  dismiss(ts: string): void;
}

/** The open thread, beside its channel. */
export function Thread({ messages, channelName, composer, dismiss }: ThreadProps) {
  const { pane, go } = useDesk();
  const { scroller, content, onScroll } = useStuckScroll(messages.at(-1)?.ts);
  const [parent, ...replies] = messages;
  const close = () => go({ thread: undefined });
  return (
    <aside className="thread" aria-label="Thread">
      <header className="bar">
        <button type="button" className="icon-button thread-back" aria-label="Back to the channel" onClick={close}>
          <Icon name="back" />
        </button>
        <h2 className="bar-title">
          Thread <span className="hint">{channelName}</span>
        </h2>
        <button type="button" className="icon-button thread-close" aria-label="Close the thread" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div ref={scroller} className="message-scroller" role="log" aria-label="Thread" onScroll={onScroll}>
        <div ref={content} className="thread-column">
          {parent !== undefined && <Message message={parent} isInThread={true} dismiss={dismiss} />}
          <p className="thread-count hint">{replies.length === 0 ? 'No replies yet' : countOf(replies.length)}</p>
          {replies.map((reply) => (
            <Message key={reply.ts} message={reply} isInThread={true} dismiss={dismiss} />
          ))}
        </div>
      </div>
      <Composer key={pane.thread} composer={composer} thread={pane.thread} placeholder="Reply…" />
    </aside>
  );
}
