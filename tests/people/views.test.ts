import { describe, expect, it } from 'vitest';
import * as blocks from '../../src/people/blocks.ts';
import type { Membership, Team } from '../../src/people/person.ts';
import { nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews, type Views } from '../support/golden.ts';
import { person } from './samples.ts';
import { awayViews, holidayViews } from './views.ts';

const member = (team: Team, isManager = false): Membership => ({
  personId: 'UANN',
  team,
  isMember: !isManager,
  isManager,
});

/** Everything that people see of themselves; `word` is what they wrote as their zone. */
function peopleViews(word: string): Views {
  const said = person({ zone: word, ownZone: word, isQuiet: true });
  const welcome = (...memberships: Membership[]) =>
    blocks.welcomeMessage({ addedBy: 'UMAX', memberships, person: person({ zone: word }) });
  return {
    'people-welcome.sales': welcome(member('sales')),
    'people-welcome.marketing': welcome(member('marketing')),
    'people-welcome.sales-manager': welcome(member('sales', true)),
    'people-welcome.everything': welcome(
      { ...member('sales'), isManager: true },
      { ...member('marketing'), isManager: true },
    ),
    'people-welcome.zone-unknown': blocks.welcomeMessage({
      addedBy: 'UMAX',
      memberships: [member('sales')],
      person: person({ zone: word, isZoneKnown: false }),
    }),
    'people-welcome.by-nobody': blocks.welcomeMessage({ addedBy: undefined, memberships: [], person: person() }),
    'people-me': blocks.meModal(person({ zone: word })),
    'people-me.own': blocks.meModal(said),
    'people-me.zone-unknown': blocks.meModal(person({ zone: word, isZoneKnown: false })),
    ...awayViews(word),
    ...holidayViews(word),
    'people-quiet.on': blocks.quietMessage(true),
    'people-quiet.off': blocks.quietMessage(false),
  };
}

describe('what people see of themselves', () => {
  const plain = peopleViews('Europe/Berlin');
  goldenViews('people', plain);

  it('fits Slack and a phone', () => {
    expect(faultsOf(plain)).toEqual([]);
  });

  it.each(nasty.filter((word) => word !== '').map((word) => [word.slice(0, 30), word] as const))(
    'fits when somebody writes %j',
    (_start, word) => {
      expect(faultsOf(peopleViews(word))).toEqual([]);
    },
  );
});
