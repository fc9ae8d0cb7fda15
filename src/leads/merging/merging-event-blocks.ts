import { type Mrkdwn, md, mention } from '../../blockkit/mrkdwn.ts';
import type { SamenessChange } from './merging-change.ts';

/** What happened to a lead because somebody is known already. */
export function samenessWords(change: SamenessChange, who: Mrkdwn): Mrkdwn {
  switch (change.kind) {
    case 'wrote-again':
      return change.by === 'form' ? md`wrote again${from(change)}` : md`added again by ${who}`;
    case 'merged':
      return md`merged into #${change.number} by ${who}`;
    case 'unmerged':
      return md`taken apart from #${change.number} by ${who}`;
    case 'gained':
      return change.to === undefined
        ? md`#${change.number} merged into it by ${who}`
        : md`#${change.number} merged into it by ${who}, and ${mention(change.to)} has it`;
    case 'gave-back':
      return md`#${change.number} taken apart again by ${who}`;
    case 'kept-apart':
      return md`not the same as #${change.number}, says ${who}`;
  }
}

const from = ({ source, campaign }: { source: string | undefined; campaign: string | undefined }): Mrkdwn => {
  const where = campaign ?? source;
  return where === undefined ? md`` : md`, ${where}`;
};
