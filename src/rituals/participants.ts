import type { PersonDays } from '../core/person-days.ts';
import type { RitualConfig } from './ritual.ts';

/** Who of these is asked: members, without those who only read along (PPL-6). */
export function askedAmong(
  config: RitualConfig,
  people: readonly PersonDays[],
  hasSlot: (personId: string) => boolean,
): readonly PersonDays[] {
  const observers = new Set(config.observers);
  return people.filter((person) => {
    if (observers.has(person.personId) || !canBeAsked(person)) return false;
    // Slack goes on listing deactivated people in channels; elsewhere somebody has named them and should hear of it.
    return !person.isDeactivated || config.participants.kind !== 'channel' || hasSlot(person.personId);
  });
}

/** Guests, apps and people of other workspaces can't answer: the gate lets none of them in (PPL-6). */
export const canBeAsked = ({ kind }: PersonDays): boolean => kind === 'member';
