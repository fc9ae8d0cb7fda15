import { MINUTE } from '../../src/core/instants.ts';
import type { LeadFields } from '../../src/core/lead-fields.ts';
import { MASKED } from '../../src/core/shown-fields.ts';
import type { CardView } from '../../src/leads/card/card-blocks.ts';
import { leadCard } from '../../src/leads/card/card-blocks.ts';
import { detailMessage, whyMessage } from '../../src/leads/card/detail-blocks.ts';
import type { LeadChange } from '../../src/leads/change.ts';
import { leadNotices } from '../../src/leads/notices.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import type { Views } from '../support/golden.ts';
import { event, lead, MET, NOW, ownedBy, promise } from './samples.ts';

const AT = NOW - 10 * MINUTE;

/** What a lead shows of which another system has told; `via` is what its admin calls that system, and `word` what it said. */
export async function seenViews({ fields, reason: word }: { fields: LeadFields; reason: string }): Promise<Views> {
  const via = fields.source ?? 'HubSpot';
  const there = { via, happenedAt: AT };
  const before = {
    stage: 'contacted',
    firstContactAt: AT,
    reason: undefined,
    returnsAt: undefined,
    value: undefined,
  } as const;
  const seen = (what: 'call' | 'meeting' | 'reply' | 'stage' | 'owner', value?: string, why?: string): LeadChange => ({
    kind: 'seen',
    what,
    value,
    why,
    ...there,
  });
  const said = (seq: number, change: LeadChange) => event(seq, change, { at: NOW, by: undefined });
  const first = said(3, { kind: 'contacted', how: 'contacted', isFirst: true, ...there });
  const began = [event(1, { kind: 'received', by: 'form' }, { by: undefined }), event(2, { kind: 'claimed' }), first];
  const events = [
    ...began,
    said(4, seen('meeting', undefined, 'booked')),
    said(5, seen('reply')),
    said(6, seen('stage', word, 'word')),
    said(7, seen('owner', word, 'unreadable')),
    said(8, { kind: 'assigned', to: 'UANN', from: 'UBEN', ...there }),
    said(9, { kind: 'qualified', before, ...there }),
  ];
  const taken = lead({ fields, stage: 'contacted', owner: ownedBy('UBEN'), firstContactAt: AT, lastEvent: 9 });
  const lost = [...began, said(4, { kind: 'lost', helped: [], wrong: [], note: undefined, before, ...there })];
  const card: CardView = {
    lead: taken,
    promise: promise(MET),
    events,
    shown: MASKED,
    ring: { people: [], group: undefined, from: undefined },
    now: NOW,
  };
  const notice = await rendering(card);
  return {
    'lead-why.seen': whyMessage(taken, promise(MET), events),
    'lead-why.by-hand': whyMessage(taken, promise(MET), [event(3, { kind: 'contacted', how: 'reached' }, { at: AT })]),
    'lead-details.seen': detailMessage({ ...card, extra: {}, isPrivate: true }),
    'lead-card.seen-lost': leadCard({ ...card, lead: lead({ ...taken, stage: 'lost' }), events: lost }),
    'lead-notice.seen': notice.message,
    'lead-notice.seen-merged': mergedMessage([{ heading: notice.heading, lines: [notice.line, notice.line] }]),
  };
}

async function rendering(card: CardView) {
  const kind = leadNotices({ card: async () => card, marketerOf: async () => undefined }).find(
    (one) => one.kind === 'lead.seen',
  );
  const subject = `${card.lead.id}:4`;
  const notice = { key: 'n', workspaceId: 'T1', recipient: { channel: 'CLEADS' }, kind: 'lead.seen', subject, at: NOW };
  const rendered = await kind?.render(notice);
  if (kind === undefined || rendered === undefined) throw new Error('lead.seen says nothing');
  return { ...rendered, heading: kind.heading(2) };
}
