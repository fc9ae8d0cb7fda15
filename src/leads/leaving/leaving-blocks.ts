import { context, section } from '../../blockkit/blocks.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { code, joined, type Mrkdwn, md, mention } from '../../blockkit/mrkdwn.ts';
import { counted } from '../../core/time-text.ts';

export interface LeftBehind {
  readonly personId: string;
  readonly count: number;
  /** Of the first of them. */
  readonly names: readonly string[];
}

/** Whose leads somebody has now who is the fallback of a pool: one message for all of them. */
export function inheritedMessage(left: LeftBehind): MessageContent {
  const line = inheritedLine(left);
  return message(line, [
    section(line),
    context(md`You are the fallback of their pool. ${code('/lead mine')} shows all that is yours.`),
  ]);
}

export const inheritedLine = ({ personId, count, names }: LeftBehind): Mrkdwn =>
  md`${mention(personId)} has left. ${counted(count, 'open lead')} of theirs ${count === 1 ? 'is' : 'are'} yours now: ${named(names, count)}`;

/** Leads that no pool passes on; for the managers of sales. */
export function leftBehindMessage(left: LeftBehind): MessageContent {
  const line = leftBehindLine(left);
  return message(line, [
    section(line),
    context(md`No pool passes them on. ${code('/lead assign 12 @person')} hands one to somebody.`),
  ]);
}

export const leftBehindLine = ({ personId, count, names }: LeftBehind): Mrkdwn =>
  md`${mention(personId)} has left and still has ${counted(count, 'open lead')}: ${named(names, count)}`;

function named(names: readonly string[], count: number): Mrkdwn {
  const rest = count - names.length;
  return joined(rest > 0 ? [...names, `${rest} more`] : names, ', ');
}
