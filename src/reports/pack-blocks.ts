import type { Button, KnownBlock } from '@slack/types';
import { actions, context, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { cut } from '../blockkit/escape.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import {
  type Datum,
  datumText,
  datumWords,
  PACK_SECTIONS,
  type PackSection,
  REACT,
  SECTION_WORDS,
} from '../core/datum.ts';
import { dateText } from '../core/time-text.ts';
import type { Window } from './metrics.ts';
import type { DataPack } from './pack.ts';
import { PARTS, type PackLook } from './pack-parts-blocks.ts';

/** The parts of which there is something to say, in their order. */
export const sectionsOf = (pack: DataPack): readonly PackSection[] =>
  PACK_SECTIONS.filter((part) => PARTS[part].hasAny(pack));

/** One part as a message of its own. */
export function sectionMessage(pack: DataPack, part: PackSection, look: PackLook): MessageContent {
  return message(`${SECTION_WORDS[part]}, ${windowText(pack)}`, sectionBlocks(pack, part, look));
}

/** One part: what it says in all, and then what of it can be reacted to by itself. Without [React to this] it is one paragraph. */
export function sectionBlocks(pack: DataPack, part: PackSection, look: PackLook): KnownBlock[] {
  const { facts, more } = PARTS[part].say(pack, look);
  const title = md`*${SECTION_WORDS[part]}*`;
  const [head, ...rest] = facts;
  const whole = lines(title, head?.line);
  if (!look.isReactable) return [section(lines(whole, ...rest.map(({ line }) => line), ...more))];
  return [
    section(whole),
    actions(reaction('React to this', { kind: 'section', section: part })),
    // Beside a long word of a button, a line is three words wide on a phone.
    ...rest.map(({ datum, line }) => section(line, datum && reaction('React', datum))),
    ...(more.length === 0 ? [] : [context(lines(...more))]),
  ];
}

/** Each part in one line, for the top of a thread or of an agenda; the figures of the window before it beside them. */
export const summary = (pack: DataPack, look: Pick<PackLook, 'words'>): Mrkdwn =>
  lines(
    ...sectionsOf(pack).flatMap((part) => {
      const line = PARTS[part].inShort(pack, look.words);
      return line === undefined ? [] : [md`• ${SECTION_WORDS[part]}: ${line}`];
    }),
    md`_before: ${datesText(pack.before, pack.zone)}_`,
  );

/** "Mon 2 Mar – Sun 15 Mar" */
export const windowText = ({ window, zone }: Pick<DataPack, 'window' | 'zone'>): string => datesText(window, zone);

const datesText = ({ from, until }: Window, zone: string): string =>
  `${dateText(from, zone)} – ${dateText(until - 1, zone)}`;

function reaction(text: string, datum: Datum): Button {
  const value = datumText(datum);
  return button(text, REACT, { value, label: cut(`React to this: ${datumWords(value) ?? ''}`, 75) });
}
