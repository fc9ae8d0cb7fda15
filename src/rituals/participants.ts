import type { PersonDays } from '../core/person-days.ts';
import type { RitualConfig } from './ritual.ts';

/** Who of these is asked: members and invited guests, without those who only read along (PPL-6). */
export function askedAmong(
  config: RitualConfig,
  people: readonly PersonDays[],
  hasSlot: (personId: string) => boolean,
): readonly PersonDays[] {
  const observers = new Set(config.observers);
  return people.filter((person) => {
    if (observers.has(person.personId) || !canBeAsked(config, person)) return false;
    // Slack goes on listing deactivated people in channels; elsewhere somebody has named them and should hear of it.
    return !person.isDeactivated || config.participants.kind !== 'channel' || hasSlot(person.personId);
  });
}

/** Guests can answer if somebody has named them; apps and people of other workspaces can't: the gate lets none of them in (PPL-6). */
export const canBeAsked = ({ participants }: Pick<RitualConfig, 'participants'>, { kind }: PersonDays): boolean =>
  kind === 'member' || (kind === 'guest' && participants.kind === 'people');
