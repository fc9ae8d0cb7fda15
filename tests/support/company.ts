import type { Company } from '../../playground/server/company.ts';

/** A small company: two who sell, one who markets, a manager, an admin, and people who may not act. */
export const company: Company = {
  team: { id: 'T_ACME', name: 'Acme', domain: 'acme' },
  people: [
    { id: 'U_ANA', name: 'ana', realName: 'Ana Ruiz', tz: 'Europe/Berlin', email: 'ana@acme.test' },
    { id: 'U_BEN', name: 'ben', realName: 'Ben Okafor', tz: 'Europe/Berlin', email: 'ben@acme.test' },
    { id: 'U_MIA', name: 'mia', realName: 'Mia Chen', tz: 'Europe/Berlin', email: 'mia@acme.test' },
    { id: 'U_MAX', name: 'max', realName: 'Max Weber', tz: 'Europe/Berlin', email: 'max@acme.test' },
    { id: 'U_ADA', name: 'ada', realName: 'Ada Lind', tz: 'Europe/Berlin', isAdmin: true, email: 'ada@acme.test' },
    { id: 'U_SAM', name: 'sam', realName: 'Sam Free', tz: 'Europe/Berlin', email: 'sam@acme.test' },
    { id: 'U_GUS', name: 'gus', realName: 'Gus Guest', tz: 'Europe/Berlin', isUltraRestricted: true },
    { id: 'U_EXT', name: 'eve', realName: 'Eve Elsewhere', teamId: 'T_OTHER' },
  ],
  channels: [
    { id: 'C_LEADS', name: 'leads', members: ['U_ANA', 'U_BEN', 'U_MIA', 'U_MAX', 'U_ADA', 'U_SAM', 'U_GUS', 'U_EXT'] },
    { id: 'C_OTHER', name: 'other-leads', members: ['U_ANA', 'U_BEN', 'U_ADA'] },
    { id: 'G_SECRET', name: 'secret', members: ['U_ADA'], isPrivate: true, hasBot: false },
    { id: 'C_SMARKETING', name: 'smarketing', members: ['U_ANA', 'U_BEN', 'U_MIA', 'U_MAX', 'U_ADA'] },
  ],
  userGroups: [{ id: 'S_REPS', handle: 'reps', name: 'Reps', members: ['U_ANA', 'U_BEN'] }],
};
