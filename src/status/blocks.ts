import { context, section } from '../blockkit/blocks.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { channelLink, code, lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { MINUTE } from '../core/instants.ts';
import { durationText } from '../core/time-text.ts';
import type { Report, Trouble } from './report.ts';

/** How Baton is, for whoever wonders. */
export function statusMessage(report: Report): MessageContent {
  const { isConnected, isSetUp, waiting, parked, lateness, missingHistory, lacksEmail, lacksQuiet, missingToWatch } =
    report;
  const isFine = isConnected && isSetUp && parked === 0 && lateness < MINUTE;
  const title = isFine ? md`✅ All is well.` : md`⚠️ Something needs attention.`;
  return message(title, [
    section(
      lines(
        title,
        isConnected ? md`• Connected to Slack` : md`• Not connected to Slack. I keep trying; leads are kept`,
        isSetUp ? md`• Set up` : md`• Not set up yet. An admin types ${code('/baton setup')}`,
        md`• ${pieces(waiting)} planned`,
        lateness >= MINUTE && md`• Behind by ${durationText(lateness)}. I catch up by myself`,
        parked > 0 &&
          md`• ${pieces(parked)} given up. The log says why, at job.parked; once that is mended, an admin saves ${code('/baton setup')} again`,
      ),
    ),
    ...(missingHistory.length > 0
      ? [
          context(
            md`Messages arrive *at least once*: after a crash one may repeat, and then says so. For exactly once, reinstall with ${missingHistory.join(', ')}.`,
          ),
        ]
      : []),
    ...(missingToWatch.length > 0
      ? [
          context(
            md`A channel is watched, and I may not read all of them: reinstall with ${missingToWatch.join(', ')}, or its messages make no leads.`,
          ),
        ]
      : []),
    ...(lacksQuiet
      ? [
          context(
            md`Reminders can't wait for the end of somebody's quiet in Slack. To change that, reinstall with dnd:read.`,
          ),
        ]
      : []),
    ...(lacksEmail
      ? [
          context(
            md`Owners that a form names by e-mail can't be found. To change that, reinstall with users:read.email.`,
          ),
        ]
      : []),
  ]);
}

const pieces = (count: number): string => `${count} ${count === 1 ? 'piece' : 'pieces'} of work`;

export function troubleLine({ advice, channel, insteadIn }: Trouble): Mrkdwn {
  const where = channel === undefined || !/^[CG]/.test(channel) ? undefined : channelLink(channel);
  const what = where === undefined ? md`${advice}` : md`${where}: ${advice}`;
  return insteadIn === undefined ? what : md`${what} Until then new leads for it go to ${channelLink(insteadIn)}.`;
}

/** Something that an admin must mend. */
export const troubleMessage = (trouble: Trouble): MessageContent =>
  message(md`Baton needs you: ${trouble.advice}`, [
    section(md`🔧 ${troubleLine(trouble)}`),
    context(md`What waits is kept and goes out once it works again. ${code('/baton status')} shows how things stand.`),
  ]);
