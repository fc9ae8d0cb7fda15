import type { PaneMessage } from '../../wire.ts';
import { Avatar } from './avatar.tsx';
import { useDesk } from './desk-context.ts';

const MOST_AVATARS = 4;

/** "3 replies", with who replied: the way into the thread. */
export function RepliesLine({ message }: { message: PaneMessage }) {
  const { reader, go } = useDesk();
  const { replyCount, repliers, hasNewReplies, ts } = message;
  if (replyCount === 0) return null;
  return (
    <button type="button" className="replies" onClick={() => go({ thread: ts })}>
      <span className="replies-faces">
        {repliers.slice(0, MOST_AVATARS).map((person) => (
          <Avatar key={person} person={person} office={reader.office} size={22} />
        ))}
      </span>
      <span className="replies-count">{countOf(replyCount)}</span>
      {hasNewReplies && <span className="replies-new">New</span>}
    </button>
  );
}

/** "1 reply", "3 replies". */
export const countOf = (replies: number): string => `${replies} ${replies === 1 ? 'reply' : 'replies'}`;
