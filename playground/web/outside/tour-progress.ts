import { type Instant, MINUTE, SECOND } from '../../../src/core/instants.ts';
import type { PaneMessage, Ring, Sections } from '../../wire.ts';
import { buttonIn } from './buttons.ts';

/** What the page knows, as far as the tour looks at it. */
export type TourSections = Pick<Sections, 'clock' | 'phones' | 'panes'>;

/** How far somebody has come on the tour: what it has seen happen so far. */
export interface Progress {
  /** What is not newer does not count. */
  readonly since: Instant;
  /** The card of the lead that was sent. */
  readonly card?: { readonly channel: string; readonly ts: string };
  /** The lead that somebody has claimed; `channel` is their messages with Baton. */
  readonly claim?: { readonly number: number; readonly owner: string; readonly channel: string };
  /** Somebody else has tried, and was told that they were too late. */
  readonly isRivalTold?: true;
  readonly contactedAt?: Instant;
  /** What told somebody that a lead is late. */
  readonly late?: Ring;
}

/** The five steps, and the end. */
export type Step = 1 | 2 | 3 | 4 | 5 | 'end';

/** Where to go on: the first thing that has not been seen yet. */
export function stepOf({ card, claim, isRivalTold, contactedAt, late }: Progress): Step {
  if (late !== undefined) return 'end';
  if (contactedAt !== undefined && isRivalTold) return 5;
  if (isRivalTold) return 4;
  if (claim !== undefined) return 3;
  return card === undefined ? 1 : 2;
}

/** Before the first step: what is known by now does not count. */
export const beginning = (sections: TourSections): Progress => ({ since: newest(sections) });

/**
 * The progress after a look at what the page knows; the same object if nothing has happened. A step is noticed whoever
 * did it and however: by hand, by a command, or by the tour. Begins anew once the company has.
 */
export function tourStep(sections: TourSections, progress: Progress): Progress {
  if (hasBegunAnew(sections, progress)) return beginning(sections);
  switch (stepOf(progress)) {
    case 1:
    case 2:
      return noticeClaim(sections, noticeCard(sections, progress));
    case 3:
      return wasRefused(sections, progress) ? { ...progress, isRivalTold: true } : progress;
    case 4:
      return isContacted(sections, progress) ? { ...progress, contactedAt: newest(sections) } : progress;
    case 5:
      return noticeLate(sections, progress);
    case 'end':
      return progress;
  }
}

/** The newest lead after `since` that is still free; undefined if the page knows of none. */
export function freshCard({ phones, panes }: TourSections, since: Instant): Progress['card'] {
  const rung = phones.find((ring) => /^(New|Test) lead: /.test(ring.text) && isAfter(ring, since));
  const shown = panes
    .flatMap(({ messages }) => messages)
    .findLast((message) => isAfter(message, since) && buttonIn(message, 'lead.claim') !== undefined);
  const found = rung ?? shown;
  return found && { channel: found.channel, ts: found.ts };
}

// With this many the oldest are left out, and what is missing has not gone.
const MOST_RINGS = 30;

function hasBegunAnew({ clock, phones }: TourSections, { since, claim }: Progress): boolean {
  const isClaimGone =
    claim !== undefined && phones.length < MOST_RINGS && !phones.some((ring) => claimOf(ring)?.number === claim.number);
  // The page hears of the time once a minute, but of what happens at once.
  return clock.now < since - 2 * MINUTE || isClaimGone;
}

function noticeCard(sections: TourSections, progress: Progress): Progress {
  if (progress.card !== undefined) return progress;
  const card = freshCard(sections, progress.since);
  return card === undefined ? progress : { ...progress, card };
}

function noticeClaim({ phones }: TourSections, progress: Progress): Progress {
  const claim = phones
    .filter((ring) => isAfter(ring, progress.since))
    .map(claimOf)
    .find((found) => found !== undefined);
  return claim === undefined ? progress : { ...progress, claim };
}

/** Who has claimed a lead gets it as a direct message. */
function claimOf({ person, channel, text }: Ring): Progress['claim'] {
  const number = /^Yours: #(\d+)/.exec(text)?.[1];
  return number === undefined ? undefined : { number: Number(number), owner: person, channel };
}

const wasRefused = ({ panes }: TourSections, { since, claim }: Progress): boolean =>
  panes.some(
    ({ pane, messages }) =>
      pane.as !== claim?.owner &&
      messages.some((one) => one.isEphemeral && one.fromBot && isAfter(one, since) && / was faster/.test(one.says)),
  );

/** The card, the owner's message and the answer to the button say so; whichever is open. */
const isContacted = ({ panes }: TourSections, { claim }: Progress): boolean =>
  panes
    .flatMap(({ messages, thread = [] }) => [...messages, ...thread])
    .some(({ says }) => says.includes(`#${claim?.number} `) && /first contact (in time|late), after/.test(says));

function noticeLate({ phones }: TourSections, progress: Progress): Progress {
  const since = progress.contactedAt ?? progress.since;
  const late = phones.find(
    (ring) =>
      ring.because === 'direct message' && isAfter(ring, since) && /^Late: #\d|leads? (is|are) late/.test(ring.text),
  );
  return late === undefined ? progress : { ...progress, late };
}

const isAfter = ({ ts }: Pick<PaneMessage, 'ts'>, since: Instant): boolean => Number(ts) * SECOND > since;

/** The moment up to which something is known. */
const newest = ({ clock, phones, panes }: TourSections): Instant =>
  [...phones, ...panes.flatMap(({ messages }) => messages)].reduce(
    (latest, { ts }) => Math.max(latest, Number(ts) * SECOND),
    clock.now,
  );
