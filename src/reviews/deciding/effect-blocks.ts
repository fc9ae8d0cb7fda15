import { context, section } from '../../blockkit/blocks.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { lines, type Mrkdwn, md } from '../../blockkit/mrkdwn.ts';
import { quote } from '../../blockkit/rich-text.ts';
import { LEAST_FOR_PERCENT, shareText } from '../../core/share-text.ts';
import type { Counted } from './effect.ts';

/** What was done, and what it has changed as far as that was counted. */
export interface ToldEffect {
  readonly review: number;
  readonly decision: number;
  /** Empty once it was deleted. */
  readonly text: string;
  /** The source or campaign. */
  readonly origin: string;
  readonly before: Counted;
  readonly after: Counted | undefined;
}

/** Something was done about what somebody said in a review. */
export const didMessage = (told: ToldEffect): MessageContent =>
  message(md`You said, we did: decision ${told.decision} is done.`, [
    section(md`*You said, we did.* Review ${told.review} was about leads of *${told.origin}*, too. Now this is done:`),
    ...textOf(told),
    section(
      lines(md`In the four weeks before: ${countText(told.before)}.`, md`In four weeks you read what has changed.`),
    ),
    means(),
  ]);

/** Four weeks later. */
export const changedMessage = (told: ToldEffect): MessageContent =>
  message(md`Four weeks after decision ${told.decision}: what has changed`, [
    section(md`*Four weeks later.* Review ${told.review} led to this, for leads of *${told.origin}*:`),
    ...textOf(told),
    section(
      lines(
        md`Before: ${countText(told.before)}.`,
        md`Since: ${countText(told.after ?? NONE)}.`,
        isFew(told) && md`So few leads say little yet.`,
      ),
    ),
    means(),
  ]);

/** The same in one line among others. */
export const effectLine = ({ decision, origin, before, after }: ToldEffect): Mrkdwn =>
  after === undefined
    ? md`*Decision ${decision}* is done (${origin}): ${countText(before)} in the four weeks before`
    : md`*Decision ${decision}* (${origin}): ${countText(before)} before, ${countText(after)} since`;

const NONE: Counted = { count: 0, n: 0 };

const isFew = ({ before, after = NONE }: ToldEffect): boolean => Math.min(before.n, after.n) < LEAST_FOR_PERCENT;

const countText = ({ count, n }: Counted): string => (n === 0 ? 'no lead came' : `${shareText(count, n)} no fit`);

const textOf = ({ text }: ToldEffect) => (text === '' ? [] : [quote(text)]);

const means = () => context(md`No fit: leads that sales turned down or anybody calls not a fit, of all that came.`);
