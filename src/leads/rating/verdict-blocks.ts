import type { KnownBlock } from '@slack/types';
import { section } from '../../blockkit/blocks.ts';
import { joined, lines, type Mrkdwn, md, mention } from '../../blockkit/mrkdwn.ts';
import { type SeenVerdict, SIDES, VERDICT_KINDS, VERDICT_WORDS, type VerdictKind } from '../../core/verdict.ts';
import { verdictText } from '../../core/verdict-text.ts';

/** "2 Good fit, 1 Not a fit" */
export const countsText = (counts: Readonly<Record<VerdictKind, number>>): string =>
  VERDICT_KINDS.filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${VERDICT_WORDS[kind]}`)
    .join(', ');

/** What each team finds, in one line without names: a channel is no place to be measured by. */
export function cardVerdicts(verdicts: readonly SeenVerdict[] = []): Mrkdwn | undefined {
  const said = SIDES.flatMap((side) => {
    const theirs = new Set(verdicts.filter((one) => one.side === side).map(shortText));
    return theirs.size === 0 ? [] : [`${side === 'sales' ? 'Sales' : 'Marketing'}: ${[...theirs].join(' · ')}`];
  });
  return said.length === 0 ? undefined : md`🔎 ${said.join('; ')}`;
}

/** Without the number, so that two of one team who say the same are one. */
const shortText = (one: SeenVerdict): string => verdictText({ ...one, grade: undefined });

/** The same with names and words, as far as their reader may see them; nothing if nobody has judged it. */
export function verdictSection(
  verdicts: readonly SeenVerdict[] = [],
  masked: (note: string) => string | undefined,
): readonly KnownBlock[] {
  if (verdicts.length === 0) return [];
  return [section(lines(md`*What people find of it*`, ...verdicts.map((one) => line(one, masked))))];
}

function line(one: SeenVerdict, masked: (note: string) => string | undefined): Mrkdwn {
  const who = one.isAnonymous ? md`Somebody` : one.by === undefined ? md`A former member` : mention(one.by);
  const note = one.note === undefined ? undefined : masked(one.note);
  const said = md`${who}, ${one.side}: *${verdictText(one)}*`;
  const how = one.isByRejection ? [md`by giving it up`] : [];
  return joined([note === undefined ? said : md`${said} “${note}”`, ...how], ' · ');
}
