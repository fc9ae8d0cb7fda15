import { type Datum, datumFrom, sharedBy } from '../../core/datum.ts';
import type { Instant } from '../../core/instants.ts';

/** A topic about which something is to be decided. */
export interface DecidingPlace {
  readonly retroId: string;
  readonly topicId: string;
}

/** What was done about a topic. */
export interface DecidingItem extends DecidingPlace {
  /** From 1, in the order in which people talk of them. */
  readonly position: number;
  /** How often something was decided, or found to need nothing. */
  readonly turns: number;
  /** Who found that there is nothing to do, and when. */
  readonly end: { readonly by: string; readonly at: Instant } | undefined;
}

/** Whether something was said to each of these topics: decided, or that there is nothing to do. */
export const isAllSettled = (items: readonly DecidingItem[]): boolean =>
  items.length > 0 && items.every(({ turns }) => turns > 0);

/** More topics than that nobody decides about. */
export const MOST_DECIDED = 5;

/** Where an action of a topic was decided, as the action keeps it. */
export const originOf = ({ retroId, topicId }: DecidingPlace): string => `${RETRO}${retroId}:${topicId}`;

/** The same back; undefined if it was decided elsewhere. */
export function placeOf(origin: string | undefined): DecidingPlace | undefined {
  if (origin?.startsWith(RETRO) !== true) return undefined;
  const [retroId = '', topicId = ''] = origin.slice(RETRO.length).split(':');
  return { retroId, topicId };
}

/** The occasion on which actions are measured again. */
export const occasionOf = (retroId: string): string => `${RETRO}${retroId}`;

/** Of which leads a topic is, as far as all its cards that react to something say the same. */
export interface About {
  readonly leadId: string | undefined;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  readonly persona: string | undefined;
}

export function aboutOf(cards: readonly { readonly datum: string | undefined }[]): About {
  const shared = new Set(cards.flatMap(({ datum }) => (datum === undefined ? [] : [sharedBy(datum)])));
  const [only] = shared.size === 1 ? shared : [];
  const datum = only === undefined ? undefined : datumFrom(only);
  const by = (kind: 'source' | 'campaign' | 'persona') => originIn(datum, kind);
  return {
    leadId: datum?.kind === 'lead' ? datum.leadId : undefined,
    source: by('source'),
    campaign: by('campaign'),
    persona: by('persona'),
  };
}

const originIn = (datum: Datum | undefined, by: 'source' | 'campaign' | 'persona'): string | undefined =>
  datum?.kind === 'origin' && datum.by === by ? datum.origin : undefined;

const RETRO = 'retro:';
