import { z } from 'zod';

/** The parts of an agenda, in the order of the meeting; what comes after `decisions` is the monthly one's. */
export const SECTIONS = [
  'scorecard',
  'stages',
  'hand-off',
  'speed',
  'voice',
  'decisions',
  'month',
  'left-open',
  'definitions',
  'changes',
  'goals',
] as const;

export type SectionKey = (typeof SECTIONS)[number];

/** One part of an agenda as it was prepared: plain sentences, never markup and nothing of a lead's person. */
export interface AgendaSection {
  readonly key: SectionKey;
  readonly lines: readonly string[];
}

export const SECTION_TITLES: Readonly<Record<SectionKey, string>> = {
  scorecard: 'Scorecard',
  stages: 'Stage health',
  'hand-off': 'Hand-off quality',
  speed: 'Speed',
  voice: 'Voice of sales',
  decisions: 'Decisions',
  month: 'The month',
  'left-open': 'What the weeks left open',
  definitions: 'What we agreed on',
  changes: 'What has changed in it',
  goals: 'Goals',
};

export const agendaSchema: z.ZodType<readonly AgendaSection[]> = z.array(
  z.object({ key: z.enum(SECTIONS), lines: z.array(z.string()) }),
);

/** What a section says of itself; empty if it has nothing to say. */
export const linesOf = (agenda: readonly AgendaSection[], key: SectionKey): readonly string[] =>
  agenda.find((section) => section.key === key)?.lines ?? [];
