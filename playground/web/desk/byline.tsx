import type { PaneMessage } from '../../wire.ts';
import { dateFromFormat } from '../dates.ts';
import type { Reader } from '../surface.ts';
import { momentOf } from './days.ts';
import { useDesk } from './desk-context.ts';
import { nameOf } from './faces.ts';

/** Who wrote it, and when by the reader's own clock. */
export function Byline({ message }: { message: PaneMessage }) {
  const { reader } = useDesk();
  return (
    <p className="byline">
      <b>{nameOf(reader.office, message.user)}</b>
      {message.fromBot && <span className="byline-app">APP</span>}
      <time className="hint">{timeOf(message, reader)}</time>
      {message.isEdited && <span className="hint">(edited)</span>}
    </p>
  );
}

/** "10:03", in the reader's zone. */
export const timeOf = (message: PaneMessage, reader: Reader): string =>
  dateFromFormat(momentOf(message.ts), '{time}', reader);
