import { wallTime, weekdayText } from '../../../src/core/time-text.ts';
import { CAST } from '../../company.ts';
import type { Act, ClockFace, Pane, Sections } from '../../wire.ts';
import { pressOf } from './buttons.ts';
import { freshCard, type Progress, type TourSections } from './tour-progress.ts';

/** What the tour's one button does: it looks somewhere, and does something there. */
export interface Deed {
  readonly label: string;
  readonly show?: Pane;
  readonly acts: readonly Act[];
}

type Known = TourSections & { readonly office: Pick<Sections['office'], 'leadPresets'> };

/** Sends a lead. */
export const sendDeed = ({ office }: Known): Deed => ({
  label: 'Send a lead',
  show: leadsAs(ANA),
  acts: lead(office, 0),
});

/** Shows the card to Ana; once she sees it, presses Claim. */
export function claimDeed({ panes }: Known, { card }: Progress): Deed {
  const channel = card?.channel ?? CAST.leadsChannel;
  const seen = panes.find(({ pane }) => pane.as === ANA && pane.channel === channel);
  if (seen === undefined) return { label: 'Show me the card', show: { ...leadsAs(ANA), channel }, acts: [] };
  const message = seen.messages.find(({ ts }) => ts === card?.ts);
  return { label: DO_IT, acts: [pressOf(ANA, message, 'lead.claim') ?? saying(ANA, '/lead claim')] };
}

/** Types the command that comes too late. */
export function lateClaimDeed(_: Known, { claim }: Progress): Deed {
  const rival = rivalOf(claim?.owner);
  return { label: DO_IT, show: leadsAs(rival), acts: [saying(rival, `/lead claim ${claim?.number ?? ''}`.trimEnd())] };
}

/** Opens the owner's messages with Baton; once they are open, presses Reached. */
export function contactDeed({ panes }: Known, { claim }: Progress): Deed {
  const { owner, channel, number } = claim ?? { owner: ANA, channel: CAST.leadsChannel, number: 0 };
  const mine = panes.filter(({ pane }) => pane.as === owner).flatMap(({ messages }) => messages);
  const message = mine.findLast((one) => one.channel === channel && one.says.includes(`#${number} `));
  const press = pressOf(owner, message, 'lead.reached');
  if (press === undefined) return { label: 'Show me', show: { as: owner, channel, tab: 'messages' }, acts: [] };
  return { label: DO_IT, acts: [press] };
}

/** Sends a lead that nobody takes, and lets time run until somebody is told. */
export function waitDeed(known: Known, { contactedAt, since }: Progress): Deed {
  const show = leadsAs(CAST.manager);
  const to = nextWait(known.clock);
  const wait: Act = { kind: 'time', to };
  const label = to === '1h' ? 'wait 1 h' : 'go to tomorrow';
  return freshCard(known, contactedAt ?? since) === undefined
    ? { label: `Send one, ${label}`, show, acts: [...lead(known.office, 1), wait] }
    : { label: `${label.slice(0, 1).toUpperCase()}${label.slice(1)}`, show, acts: [wait] };
}

/** Shows what told somebody that a lead is late. */
export function endDeed({ late }: Progress): Deed | undefined {
  if (late === undefined) return undefined;
  return { label: 'Show me', show: { as: late.person, channel: late.channel, tab: 'messages' }, acts: [] };
}

/** The other one of the two who sell. */
export const rivalOf = (owner: string | undefined): string => CAST.reps.find((rep) => rep !== owner) ?? ANA;

const [ANA] = CAST.reps;
const DO_IT = 'Do it for me';

const leadsAs = (as: string): Pane => ({ as, channel: CAST.leadsChannel, tab: 'messages' });
const saying = (as: string, line: string): Act => ({ kind: 'say', as, channel: CAST.leadsChannel, line });

function lead({ leadPresets }: Known['office'], at: number): Act[] {
  const preset = leadPresets[at] ?? leadPresets[0];
  return preset === undefined ? [] : [{ kind: 'lead', body: preset.body }];
}

/** Promises count working time, so a night is not waited through hour by hour. */
function nextWait({ now, zone }: ClockFace): 'tomorrow' | '1h' {
  const isEvening = wallTime(now, zone) >= '17:00';
  return isEvening || ['Sat', 'Sun'].includes(weekdayText(now, zone)) ? 'tomorrow' : '1h';
}
