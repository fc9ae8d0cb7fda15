import { company, OFFICE_ZONE } from '../../../../playground/company.ts';
import { LEAD_PRESETS } from '../../../../playground/sample-leads.ts';
import type { Office, PaneMessage, PaneView, Ring, Sections } from '../../../../playground/wire.ts';

/** Wednesday 4 March 2026, 10:00 in Berlin. */
export const WEDNESDAY = Date.parse('2026-03-04T09:00:00Z');

/** The ts of what is posted so many minutes after ten. */
export const minute = (minutes: number): string => `${WEDNESDAY / 1_000 + minutes * 60}.000100`;

/** The demo company as the page knows it. */
export const OFFICE: Office = {
  team: company.team.name,
  people: company.people.map(({ id, name, realName, tz }) => ({
    id,
    handle: name,
    name: realName ?? name,
    role: undefined,
    zone: tz ?? OFFICE_ZONE,
    isPlayable: true,
    rings: 0,
  })),
  channels: company.channels.map(({ id, name }) => ({ id, name })),
  userGroups: (company.userGroups ?? []).map(({ id, handle, members }) => ({ id, handle, members })),
  bot: { id: 'U_BATON', name: 'Baton', hasHome: true },
  commands: [],
  shortcuts: [],
  leadPresets: LEAD_PRESETS,
};

/** What the page knows at so many minutes after ten. */
export function known(
  minutes: number,
  { phones = [], panes = [] }: { phones?: readonly Ring[]; panes?: readonly PaneView[] } = {},
): Pick<Sections, 'office' | 'clock' | 'phones' | 'panes'> {
  const clock = { now: WEDNESDAY + minutes * 60_000, zone: OFFICE_ZONE, why: undefined };
  return { office: OFFICE, clock, phones, panes };
}

export function ring(person: string, minutes: number, text: string, changes: Partial<Ring> = {}): Ring {
  const place = { channel: `D_${person}`, ts: minute(minutes), thread: undefined };
  return { person, ...place, text, because: 'direct message', isUnread: true, ...changes };
}

export const inLeads = (person: string, minutes: number, text: string): Ring =>
  ring(person, minutes, text, { channel: 'C_LEADS', because: 'mention' });

/** What somebody sees in a channel. */
export function pane(as: string, channel: string, messages: readonly PaneMessage[]): PaneView {
  return {
    pane: { as, channel, tab: 'messages' },
    sidebar: [],
    messages,
    hasOlder: false,
    thread: undefined,
    modals: [],
    home: undefined,
    composer: { kind: 'open' },
  };
}

/** A message of the bot, with a button for each of these actions. */
export function message(
  channel: string,
  minutes: number,
  says: string,
  { actions = [], isEphemeral = false }: { actions?: readonly string[]; isEphemeral?: boolean } = {},
): PaneMessage {
  const elements = actions.map((action_id) => ({ type: 'button', action_id, value: 'lead-1' }));
  return {
    kind: 'message',
    channel,
    ts: minute(minutes),
    user: OFFICE.bot.id,
    fromBot: true,
    text: says,
    says,
    blocks: [
      { type: 'section', block_id: 'b1' },
      ...(elements.length > 0 ? [{ type: 'actions', block_id: 'b2', elements }] : []),
    ],
    buttons: [],
    isEphemeral,
    isEdited: false,
    threadTs: undefined,
    replyCount: 0,
    hasNewReplies: false,
    repliers: [],
  };
}
