import { memo } from 'react';
import { elementState } from '../../server/blocks/state.ts';
import type { PaneMessage } from '../../wire.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { Mrkdwn } from '../blocks/mrkdwn.tsx';
import { Avatar } from './avatar.tsx';
import { Byline, timeOf } from './byline.tsx';
import { useDesk } from './desk-context.ts';
import { Guard } from './guard.tsx';
import './message.css';
import { Icon } from './icon.tsx';
import { MessageActions } from './message-actions.tsx';
import { RepliesLine } from './replies-line.tsx';
import { useSurface } from './use-surface.ts';

interface MessageProps {
  message: PaneMessage;
  isContinued?: boolean;
  /** Whether it stands in a thread, where there is no way into the thread. */
  isInThread?: boolean;
  /** Takes an ephemeral message away. */
  dismiss(ts: string): void;
}

/** A message as its reader has it before them. */
export const Message = memo(function Message(props: MessageProps) {
  return (
    <Guard of={props.message}>
      <Drawn {...props} />
    </Guard>
  );
});

function Drawn({ message, isContinued = false, isInThread = false, dismiss }: MessageProps) {
  const { reader } = useDesk();
  const { user, ts, isEphemeral } = message;
  return (
    <article className={`message ${isEphemeral ? 'private' : ''} ${isContinued ? 'continued' : ''}`} data-ts={ts}>
      {isEphemeral && (
        <p className="message-private hint">
          <Icon name="eye" size={15} /> Only visible to you
          <button type="button" className="message-dismiss" onClick={() => dismiss(ts)}>
            Dismiss
          </button>
        </p>
      )}
      <div className="message-side">
        {isContinued ? (
          <time className="message-when">{timeOf(message, reader)}</time>
        ) : (
          <Avatar person={user} office={reader.office} />
        )}
      </div>
      <div className="message-body">
        {!isContinued && <Byline message={message} />}
        <Content message={message} />
        {!isInThread && <RepliesLine message={message} />}
      </div>
      {!isEphemeral && <MessageActions message={message} isInThread={isInThread} />}
    </article>
  );
}

const NO_ERRORS = {};

function Content({ message }: { message: PaneMessage }) {
  const { reader } = useDesk();
  const { surface, trouble } = useSurface({
    on: { kind: 'message', channel: message.channel, ts: message.ts },
    blocks: message.blocks,
    errors: NO_ERRORS,
    heldBy: (block, element) => elementState(block, element, new Map()),
  });
  return (
    <div className="message-content" aria-busy={surface.isBusy}>
      {message.blocks.length === 0 ? (
        <div className="message-text">
          <Mrkdwn text={message.text} reader={reader} />
        </div>
      ) : (
        <Blocks blocks={message.blocks} surface={surface} />
      )}
      {trouble !== undefined && (
        <p className="error" role="alert">
          ⚠ {trouble}
        </p>
      )}
    </div>
  );
}
