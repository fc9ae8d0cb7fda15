import { REASONS, type ReasonKey } from './lead-reasons.ts';

/** The parts of a data pack, in the order in which they are posted. */
export const PACK_SECTIONS = ['late', 'speed', 'reasons', 'conversion', 'returned', 'asks', 'samples'] as const;

export type PackSection = (typeof PACK_SECTIONS)[number];

/** By what leads are told apart. */
export const ORIGIN_KINDS = ['source', 'campaign', 'persona'] as const;

export type OriginKind = (typeof ORIGIN_KINDS)[number];

/** What a card, a topic or an action is about: something that can be counted, or looked at. */
export type Datum =
  | { readonly kind: 'section'; readonly section: PackSection }
  /** The leads of one source, campaign or persona; with a section, that figure of them. */
  | {
      readonly kind: 'origin';
      readonly by: OriginKind;
      readonly origin: string;
      readonly section?: PackSection | undefined;
    }
  /** Lateness of the leads for which one of the promises holds, by the name of the promise. */
  | { readonly kind: 'clause'; readonly clause: string }
  | { readonly kind: 'reason'; readonly reason: ReasonKey }
  | { readonly kind: 'lead'; readonly leadId: string }
  | { readonly kind: 'ask'; readonly askId: string };

/**
 * As it is stored, and stands in the value of a button: `section:speed`, `late:source:webinar`, `source:webinar`,
 * `late:clause:Demo requests`, `reason:no-budget`, `lead:<id>`, `ask:<id>`. What stands last may hold any character.
 */
export function datumText(datum: Datum): string {
  switch (datum.kind) {
    case 'section':
      return `section:${datum.section}`;
    case 'origin':
      return `${datum.section === undefined ? '' : `${datum.section}:`}${datum.by}:${datum.origin}`;
    case 'clause':
      return `late:clause:${datum.clause}`;
    case 'reason':
      return `reason:${datum.reason}`;
    case 'lead':
      return `lead:${datum.leadId}`;
    case 'ask':
      return `ask:${datum.askId}`;
  }
}

/** A stored one; undefined for what is none, for texts come back from Slack and may be anything. */
export function datumFrom(text: string): Datum | undefined {
  const [head, rest] = split(text);
  if (rest === '') return undefined;
  if (head === 'section') return isSection(rest) ? { kind: 'section', section: rest } : undefined;
  if (head === 'reason') return isReason(rest) ? { kind: 'reason', reason: rest } : undefined;
  if (head === 'lead') return { kind: 'lead', leadId: rest };
  if (head === 'ask') return { kind: 'ask', askId: rest };
  if (isOrigin(head)) return { kind: 'origin', by: head, origin: rest };
  const [by, last] = split(rest);
  if (!isSection(head) || last === '') return undefined;
  if (head === 'late' && by === 'clause') return { kind: 'clause', clause: last };
  return isOrigin(by) ? { kind: 'origin', section: head, by, origin: last } : undefined;
}

/** What is about the same, whichever figure of it somebody saw: the late leads of a source and its conversion. */
export function sharedBy(text: string): string {
  const datum = datumFrom(text);
  return datum?.kind === 'origin' ? datumText({ ...datum, section: undefined }) : text;
}

/**
 * For people, as plain text that begins with a capital: "Late leads from Webinar". What a lead or an ask is called, such as "#12 Acme",
 * is for whoever knows; undefined of what is none.
 */
export function datumWords(
  text: string,
  known: { readonly lead?: (id: string) => string | undefined; readonly ask?: (id: string) => string | undefined } = {},
): string | undefined {
  const datum = datumFrom(text);
  if (datum === undefined) return undefined;
  switch (datum.kind) {
    case 'section':
      return SECTION_WORDS[datum.section];
    case 'origin':
      return datum.section === undefined
        ? `${ORIGIN_WORDS[datum.by]} “${datum.origin}”`
        : `${SECTION_WORDS[datum.section]}: ${datum.by} “${datum.origin}”`;
    case 'clause':
      return `${SECTION_WORDS.late}: promise “${datum.clause}”`;
    case 'reason':
      return `Reason “${REASONS[datum.reason].words}”`;
    case 'lead':
      return named('Lead', known.lead?.(datum.leadId)) ?? 'A lead';
    case 'ask':
      return named('Ask', known.ask?.(datum.askId)) ?? 'An ask';
  }
}

/** What each part of a data pack is called. */
export const SECTION_WORDS: Readonly<Record<PackSection, string>> = {
  late: 'Late leads',
  speed: 'Time to first contact',
  reasons: 'Why leads were given up',
  conversion: 'What became of leads',
  returned: 'Leads that went back',
  asks: 'Asks between the teams',
  samples: 'Leads from reviews',
};

/** What leads are told apart by, in front of a name. */
export const ORIGIN_WORDS: Readonly<Record<OriginKind, string>> = {
  source: 'Source',
  campaign: 'Campaign',
  persona: 'Persona',
};

/** The button by which somebody reacts to a datum, wherever it stands; its value is the datum as it is stored. */
export const REACT = 'retro.react';

const named = (what: string, name: string | undefined): string | undefined => name && `${what} ${name}`;

function split(text: string): readonly [string, string] {
  const at = text.indexOf(':');
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

const isSection = (text: string): text is PackSection => Object.hasOwn(SECTION_WORDS, text);
const isOrigin = (text: string): text is OriginKind => Object.hasOwn(ORIGIN_WORDS, text);
const isReason = (text: string): text is ReasonKey => Object.hasOwn(REASONS, text);
