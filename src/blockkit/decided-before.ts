import type { SectionBlock } from '@slack/types';
import { section } from './blocks.ts';
import { lines, type Mrkdwn, md } from './mrkdwn.ts';

/**
 * Above a form in which something is decided: what was decided about it before. `isMeanwhile`: while somebody filled it in; `settled`
 * is what is said then if nothing was decided, but somebody has settled it all the same.
 */
export function decidedBefore(
  decisions: readonly Mrkdwn[],
  { isMeanwhile, settled }: { readonly isMeanwhile: boolean; readonly settled: Mrkdwn },
): SectionBlock[] {
  if (decisions.length === 0) return isMeanwhile ? [section(settled)] : [];
  const intro = isMeanwhile
    ? md`Somebody was faster. Send it again to add yours, or close this.`
    : md`This was decided already. You can add to it.`;
  return [section(lines(intro, ...decisions.slice(0, MOST_SHOWN).map((decision) => md`✅ ${decision}`)))];
}

/** More would hide the form. */
const MOST_SHOWN = 5;
