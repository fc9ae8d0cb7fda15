import type { Instant } from '../../core/instants.ts';
import type { Stage } from '../../core/lead-stages.ts';

/** By what leads are drawn; what is left out leaves nothing out. */
export interface SampleFilter {
  readonly sources?: readonly string[] | undefined;
  readonly campaigns?: readonly string[] | undefined;
  readonly personas?: readonly string[] | undefined;
  /** Ids of those who have the lead, or had it last. */
  readonly reps?: readonly string[] | undefined;
  readonly stages?: readonly string[] | undefined;
}

/** A lead that can be drawn. */
export interface Drawable {
  readonly id: string;
  readonly number: number;
  readonly stage: Stage;
  readonly ownerId: string | undefined;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  readonly persona: string | undefined;
  readonly round: number;
  readonly receivedAt: Instant;
  readonly isContacted: boolean;
}

/** What its journal says beside. */
export interface DrawnBy {
  readonly isQuestioned: boolean;
  /** Somebody gave it back, and didn't take that back. */
  readonly isGivenBack: boolean;
  /** Who had it before it was given back or came back. */
  readonly lastOwnerId: string | undefined;
}

/** A lead by what a sample is made of: how it stands, and what happened to it on its way. */
export interface SampleableLead {
  readonly id: string;
  readonly number: number;
  readonly stage: Stage;
  readonly source: string | undefined;
  readonly campaign: string | undefined;
  readonly persona: string | undefined;
  /** Who has it, or had it last. */
  readonly rep: string | undefined;
  /** Marketing's question about its rejection waits for an answer. */
  readonly isQuestioned: boolean;
  /** It came back from the shelf, or whoever had it gave it back. */
  readonly cameBack: boolean;
  readonly receivedAt: Instant;
  readonly isContacted: boolean;
}

export function sampleable(lead: Drawable, by: DrawnBy | undefined): SampleableLead {
  const { id, number, stage, source, campaign, persona, receivedAt, isContacted } = lead;
  return {
    id,
    number,
    stage,
    source,
    campaign,
    persona,
    rep: lead.ownerId ?? by?.lastOwnerId,
    isQuestioned: by?.isQuestioned ?? false,
    cameBack: lead.round > 1 || (by?.isGivenBack ?? false),
    receivedAt,
    isContacted,
  };
}
