import { textOf } from '../../core/field-text.ts';
import { readField } from '../../core/lead-fields.ts';
import { parseMapping } from '../mapping/mapping.ts';
import { defaultExpressions } from '../mapping/mapping-default.ts';
import type { Alternative, Expression } from '../mapping/mapping-expression.ts';
import type { MappedName } from '../mapping/mapping-names.ts';
import { fold, foldedKeys, follow } from '../mapping/mapping-path.ts';
import type { Unpacked } from '../presets/preset.ts';
import { momentFrom } from './event-moment.ts';
import { EVENT_NAMES, EVENT_SPELLINGS, type EventName } from './event-names.ts';
import { newsFrom } from './event-news.ts';
import { eventKindCalled } from './event-words.ts';

/** Our own deliveries are called so: news that names one follows from what we have told. */
const OWN = /^msg_/;

/**
 * News of a known lead in what a sender sent that nobody has a preset for. `written` is the endpoint's own mapping, which may say
 * where each part stands; the usual names count besides. Undefined for everything else, which is a lead.
 */
export function eventIn(written: unknown, payload: unknown): Unpacked | undefined {
  // Most of what arrives is a lead, and is looked at no further.
  if (!mayMapEvents(written) && !namesEvent(payload)) return undefined;
  const parsed = written === undefined || written === null ? undefined : parseMapping(written);
  const mapping = parsed?.kind === 'ok' ? parsed.mapping : undefined;
  const isMapped = mapping?.events?.has('event') === true;
  const read = (name: EventName): unknown => valueAt(mapping?.events?.get(name) ?? USUAL.get(name), payload);
  const field = (name: MappedName): unknown =>
    valueAt(mapping?.fields.get(name) ?? defaultExpressions.get(name), payload);
  const kind = eventKindCalled(textOf(read('event')) ?? '');
  if (kind === undefined) return undefined;
  const externalId = readField('externalId', field('externalId'));
  if (typeof externalId !== 'string')
    return isMapped ? unreadable(`news “${kind.kind}” of a lead, and not of which: its id is missing`) : undefined;
  if (OWN.test(textOf(read('causedBy')) ?? '')) {
    return { kind: 'ignored', reason: 'it follows from what I told myself' };
  }
  const news = newsFrom(kind, { read, owner: field('ownerEmail'), note: field('message') });
  if (news === undefined) return unreadable('news of a lead’s stage, and not which: its stage is missing');
  const by = readField('ownerEmail', read('by'));
  const eventId = textOf(read('eventId'));
  return {
    kind: 'event',
    events: [
      {
        externalId,
        happenedAt: momentFrom(read('happenedAt')),
        byEmail: typeof by === 'string' ? by : undefined,
        what: news,
        ...(eventId !== undefined && { key: eventId }),
      },
    ],
  };
}

const unreadable = (reason: string): Unpacked => ({ kind: 'unreadable', reason });

function mayMapEvents(written: unknown): boolean {
  if (written === undefined || written === null) return false;
  return /event/i.test(typeof written === 'string' ? written : JSON.stringify(written));
}

function namesEvent(payload: unknown): boolean {
  const names = foldedKeys(payload);
  return EVENT_FOLDED.some((spelling) => names.has(spelling));
}

const EVENT_FOLDED = EVENT_SPELLINGS.event.map(fold);

/** At the top of what is sent, or one level below; what kind of event it is only at the top. */
const PLACES = [undefined, 'data', 'properties'];

const USUAL: ReadonlyMap<EventName, Expression> = new Map(
  EVENT_NAMES.map((name) => [
    name,
    (name === 'event' ? [undefined] : PLACES).flatMap((place) => EVENT_SPELLINGS[name].map((one) => at(place, one))),
  ]),
);

function at(place: string | undefined, spelling: string): Alternative {
  const names = place === undefined ? [spelling] : [place, spelling];
  return {
    kind: 'path',
    steps: names.map((name) => ({ kind: 'loose', folded: fold(name) })),
    written: names.join('.'),
  };
}

function valueAt(expression: Expression | undefined, payload: unknown): unknown {
  for (const alternative of expression ?? []) {
    const value = alternative.kind === 'constant' ? alternative.value : follow(alternative.steps, payload)?.value;
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}
