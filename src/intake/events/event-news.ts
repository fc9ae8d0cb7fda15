import { z } from 'zod';
import type { CrmNews } from '../../core/crm-event.ts';
import { oneLine, severalLines, textOf } from '../../core/field-text.ts';
import { momentFrom } from './event-moment.ts';
import type { EventName } from './event-names.ts';
import { activityCalled, contactCalled, type EventKind } from './event-words.ts';

const SHORT = 100;
const NOTE = 1_000;

/** One part of what was sent. */
export interface Parts {
  readonly read: (name: EventName) => unknown;
  readonly owner: unknown;
  readonly note: unknown;
}

/** What happened, of this kind; undefined if the part is missing without which it says nothing. */
export function newsFrom(kind: EventKind, { read, owner, note }: Parts): CrmNews | undefined {
  const text = (value: unknown): string | undefined => oneLine(textOf(value) ?? '', SHORT);
  switch (kind.kind) {
    case 'contacted':
      return { kind: 'contacted', how: kind.how ?? contactCalled(text(read('how'))) };
    case 'meeting':
      return { kind: 'meeting', startsAt: momentFrom(read('startsAt')) };
    case 'owner':
      return { kind: 'owner', owner: text(owner) };
    case 'activity':
      return activity(kind.type ?? activityCalled(text(read('activity'))), text(read('how')));
    case 'stage': {
      const stage = text(read('stage'));
      if (stage === undefined) return undefined;
      return {
        kind: 'stage',
        stage,
        reason: text(read('reason')),
        detail: text(read('detail')),
        note: severalLines(textOf(note) ?? '', NOTE),
        returnsOn: dateFrom(read('returnsOn')),
        value: valueFrom(read('amount'), text(read('currency'))),
      };
    }
  }
}

/** A call of which it is said how it ended is a contact of that kind. */
function activity(type: Extract<CrmNews, { kind: 'activity' }>['type'], how: string | undefined): CrmNews {
  const ended = type === 'call' && how !== undefined ? contactCalled(how) : 'contacted';
  return ended === 'contacted' ? { kind: 'activity', type } : { kind: 'contacted', how: ended };
}

const isoDate = z.iso.date();

function dateFrom(value: unknown): string | undefined {
  return isoDate.safeParse(textOf(value)?.slice(0, 'yyyy-mm-dd'.length)).data;
}

/** Whole units, as a deal's worth is kept. */
function valueFrom(amount: unknown, currency: string | undefined): { amount: number; currency: string } | undefined {
  const number = Number(textOf(amount) ?? Number.NaN);
  const isWorth = Number.isFinite(number) && number > 0 && number < 1e12;
  if (!isWorth || currency === undefined || !/^[A-Za-z]{3}$/.test(currency)) return undefined;
  return { amount: Math.round(number), currency: currency.toUpperCase() };
}
