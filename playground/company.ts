import type { Company } from './server/company.ts';

/** Who is who in the demo company, for whoever sets it up. */
export const CAST = {
  reps: ['U_ANA', 'U_BEN'],
  marketers: ['U_MIA'],
  manager: 'U_MAX',
  admin: 'U_ADA',
  leadsChannel: 'C_LEADS',
  standupChannel: 'C_STANDUP',
} as const;

/** The office's zone: its clock is shown, and its days are worked. */
export const OFFICE_ZONE = 'Europe/Berlin';

/** What people do, as the page says it beside their names. */
export const ROLES: Readonly<Record<string, string>> = {
  U_ANA: 'Sales',
  U_BEN: 'Sales, in London',
  U_MIA: 'Marketing',
  U_MAX: 'Manager',
  U_ADA: 'Admin',
  U_KIM: 'Guest',
  U_LEO: 'From the agency',
};

/** A small company in Berlin: two who sell, one who markets, their manager, an admin, and two guests whom Baton must not let in. */
export const company: Company = {
  team: { id: 'T_LUMEN', name: 'Lumen', domain: 'lumen' },
  people: [
    { id: 'U_ANA', name: 'ana', realName: 'Ana Ruiz', email: 'ana@lumen.example', tz: OFFICE_ZONE },
    { id: 'U_BEN', name: 'ben', realName: 'Ben Okafor', email: 'ben@lumen.example', tz: 'Europe/London' },
    { id: 'U_MIA', name: 'mia', realName: 'Mia Chen', email: 'mia@lumen.example', tz: OFFICE_ZONE },
    { id: 'U_MAX', name: 'max', realName: 'Max Weber', email: 'max@lumen.example', tz: OFFICE_ZONE },
    { id: 'U_ADA', name: 'ada', realName: 'Ada Lind', email: 'ada@lumen.example', tz: OFFICE_ZONE, isAdmin: true },
    { id: 'U_KIM', name: 'kim', realName: 'Kim Sato', tz: OFFICE_ZONE, isRestricted: true, isUltraRestricted: true },
    { id: 'U_LEO', name: 'leo', realName: 'Leo Brandt', teamId: 'T_AGENCY' },
  ],
  channels: [
    { id: CAST.leadsChannel, name: 'leads', members: ['U_ANA', 'U_BEN', 'U_MIA', 'U_MAX', 'U_ADA', 'U_KIM'] },
    { id: CAST.standupChannel, name: 'standup', members: ['U_ANA', 'U_BEN', 'U_MIA', 'U_MAX', 'U_ADA'] },
    { id: 'C_SMARKETING', name: 'smarketing', isShared: true, members: ['U_ANA', 'U_BEN', 'U_MIA', 'U_MAX', 'U_LEO'] },
  ],
  userGroups: [{ id: 'S_SALES', handle: 'sales', name: 'Sales', members: ['U_ANA', 'U_BEN'] }],
};
