import type { Face, Office } from '../../wire.ts';
import type { Reader } from '../surface.ts';

const face = (id: string, name: string, role: string): Face => ({
  id,
  handle: name.toLowerCase().replace(' ', '.'),
  name,
  role,
  zone: 'Europe/Berlin',
  isPlayable: true,
  rings: 0,
});

/** Whom the golden views speak of. */
const office: Office = {
  team: 'Lumen',
  people: [
    face('UANN', 'Ana Ruiz', 'Sales'),
    face('UBEN', 'Ben Okafor', 'Sales, in London'),
    face('UMIA', 'Mia Chen', 'Marketing'),
    face('UMAX', 'Max Weber', 'Manager'),
    face('UADA', 'Ada Lind', 'Admin'),
  ],
  channels: [
    { id: 'CLEADS', name: 'leads' },
    { id: 'CSTANDUP', name: 'standup' },
  ],
  userGroups: [{ id: 'SREPS', handle: 'reps', members: ['UANN', 'UBEN'] }],
  bot: { id: 'UBATON', name: 'Baton', hasHome: false },
  commands: [],
  shortcuts: [],
  leadPresets: [],
};

/** Ana, on the Monday of the golden views. */
export const READER: Reader = {
  id: 'UANN',
  zone: 'Europe/Berlin',
  now: Date.parse('2026-03-02T10:20:00Z'),
  office,
};
