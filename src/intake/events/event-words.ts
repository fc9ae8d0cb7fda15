import type { CrmActivity, CrmContact } from '../../core/crm-event.ts';
import { fold } from '../mapping/mapping-path.ts';

/** What a sender calls the kind of its news. */
export type EventKind =
  | { readonly kind: 'contacted'; readonly how?: CrmContact }
  | { readonly kind: 'activity'; readonly type?: CrmActivity }
  | { readonly kind: 'stage' | 'owner' | 'meeting' };

const KINDS: ReadonlyMap<string, EventKind> = new Map(
  (
    [
      [{ kind: 'contacted' }, ['contacted', 'lead contacted', 'contact logged']],
      [{ kind: 'contacted', how: 'e-mailed' }, ['e-mailed', 'e-mail sent']],
      [{ kind: 'activity', type: 'call' }, ['call', 'called', 'call logged']],
      [{ kind: 'stage' }, ['stage', 'stage changed', 'status', 'status changed', 'lead stage']],
      [{ kind: 'owner' }, ['owner', 'owner changed', 'lead owner']],
      [{ kind: 'meeting' }, ['meeting', 'meeting booked', 'meeting logged', 'meeting held']],
      [{ kind: 'activity' }, ['activity', 'activity logged']],
      [{ kind: 'activity', type: 'note' }, ['note', 'note added']],
      [{ kind: 'activity', type: 'task' }, ['task', 'task added']],
    ] satisfies [EventKind, string[]][]
  ).flatMap(([kind, words]) => words.map((word): [string, EventKind] => [fold(word), kind])),
);

/** Undefined for what is no news of a known lead: a form may have a field that is called event. */
export const eventKindCalled = (word: string): EventKind | undefined => KINDS.get(fold(word));

const CONTACTS: ReadonlyMap<string, CrmContact> = wordsOf({
  reached: ['reached', 'connected', 'answered', 'spoke', 'talked'],
  'no-answer': ['no answer', 'voicemail', 'left voicemail', 'left live message', 'busy', 'missed', 'wrong number'],
  'e-mailed': ['e-mailed', 'e-mail', 'email sent', 'mail'],
  met: ['met', 'meeting', 'completed', 'held'],
});

/** How a contact ended; `contacted` where that isn't said in words that we know. */
export const contactCalled = (word: string | undefined): CrmContact =>
  (word === undefined ? undefined : CONTACTS.get(fold(word))) ?? 'contacted';

const ACTIVITIES: ReadonlyMap<string, CrmActivity> = wordsOf({
  call: ['call', 'phone call'],
  'e-mail': ['e-mail', 'outgoing e-mail', 'mail'],
  reply: ['reply', 'incoming e-mail'],
  meeting: ['meeting'],
  note: ['note'],
  task: ['task', 'to do'],
});

export const activityCalled = (word: string | undefined): CrmActivity =>
  (word === undefined ? undefined : ACTIVITIES.get(fold(word))) ?? 'activity';

function wordsOf<K extends string>(words: Readonly<Partial<Record<K, readonly string[]>>>): ReadonlyMap<string, K> {
  const all = new Map<string, K>();
  for (const key in words) for (const word of words[key] ?? []) all.set(fold(word), key);
  return all;
}
