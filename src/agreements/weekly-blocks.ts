import { context, divider, header, section } from '../blockkit/blocks.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { joined, lines, type Mrkdwn, md, when } from '../blockkit/mrkdwn.ts';
import { shareText } from '../core/share-text.ts';
import { counted, dateText, durationText, workingTimeText } from '../core/time-text.ts';
import { type Delivered, type Figures, lacksReason } from './figures.ts';
import type { Report } from './report.ts';

/** Both promises of one week side by side, for both teams. Names of colleagues ring nobody. */
export function weeklyMessage(report: Report, names: ReadonlyMap<string, string>): MessageContent {
  const { figures } = report;
  const name = (id: string) => names.get(id) ?? 'Somebody';
  const makers = [...new Set([report.proposedBy, report.agreedBy])].map(name).join(' and ');
  const since = when(report.since, 'date', report.zone);
  const notes = [unpromisedLine(figures), hastyLine(figures), reasonLine(report)].filter((note) => note !== undefined);
  return message(md`Both promises, ${weekText(report)}`, [
    header(`Both promises, ${weekText(report)}`),
    section(md`*Marketing* promised (version ${report.version}, agreed by ${makers}, since ${since}):`),
    ...figures.marketing.map((delivered) => section(deliveredLines(delivered, name))),
    divider(),
    section(lines(salesTitle(report), salesLine(figures))),
    ...(notes.length === 0 ? [] : [section(joined(notes, '\n'))]),
    context(
      md`Leads that came in this week, as they stand now. Tests, spam, duplicates and imported history count nowhere.`,
    ),
  ]);
}

/** The same in one line. */
export const weeklyLine = (report: Report): Mrkdwn =>
  md`${weekText(report)}: ${counted(
    report.figures.marketing.reduce((sum, { arrived }) => sum + arrived, 0),
    'lead',
  )} from marketing; first contact ${inTime(report.figures)}`;

/** "Mon 2 Mar – Sun 8 Mar" */
const weekText = ({ from, until, zone }: Report): string => `${dateText(from, zone)} – ${dateText(until - 1, zone)}`;

function deliveredLines({ promise, arrived, complete, returned }: Delivered, name: (id: string) => string): Mrkdwn {
  const what = promise.campaigns.length === 0 ? md`all other campaigns` : joined(promise.campaigns, ', ');
  const came = md`${counted(arrived, 'lead')}, promised ${promise.leads}`;
  const quality =
    arrived === 0
      ? []
      : [
          md`complete: ${shareText(complete, arrived)}, promised ${promise.complete} %`,
          md`kept by sales: ${shareText(arrived - returned, arrived)}, promised ${promise.kept} %`,
        ];
  return lines(md`*${name(promise.owner)}*, for ${what}`, joined([came, ...quality], ' · '));
}

const salesTitle = ({ target }: Report): Mrkdwn =>
  target === undefined
    ? md`*Sales* promised nothing.`
    : md`*Sales* promised a first contact within ${workingTimeText(target)}:`;

function salesLine(figures: Figures): Mrkdwn {
  const { decided, median } = figures.sales;
  if (decided === 0) return md`no lead was due`;
  const middle =
    median === undefined
      ? md`most had no contact yet`
      : md`median ${durationText(median)} of working time (${counted(decided, 'lead')})`;
  return md`${inTime(figures)} · ${middle}`;
}

const inTime = ({ sales }: Figures): string => `in time: ${shareText(sales.inTime, sales.decided)}`;

const unpromisedLine = ({ unpromised }: Figures): Mrkdwn | undefined =>
  unpromised === 0 ? undefined : md`${counted(unpromised, 'lead')} came of campaigns for which nobody answers.`;

/** 2.1.13: counted apart, and nobody is named. */
const hastyLine = ({ hasty, rejected }: Figures): Mrkdwn | undefined =>
  hasty === 0 ? undefined : md`${hasty} of ${rejected} rejections came within two minutes of the claim.`;

/** 1d: where “Something else” is said too often, the list lacks a reason. */
const reasonLine = ({ reasons }: Report): Mrkdwn | undefined =>
  lacksReason(reasons)
    ? md`A reason is missing: ${reasons.other} of ${reasons.all} rejections of the last four weeks were “Something else”. Which one would have fitted?`
    : undefined;
