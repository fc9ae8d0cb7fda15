import { FIRST_DAY } from './history-calendar.ts';
import type { Remark } from './history-story.ts';

/** What colleagues say between the leads; Mia makes a lead out of one of them. */
export const REMARKS: readonly Remark[] = [
  {
    who: 'U_ADA',
    when: { day: FIRST_DAY, at: '09:02' },
    channel: 'leads',
    text: 'Baton is on from today. Leads come in here: press Claim, call them within the hour, tap how it went. That is all.',
  },
  {
    who: 'U_MIA',
    when: { day: -4, at: '10:12' },
    channel: 'smarketing',
    text: 'The follow-up to the hand-over webinar goes out on the next working day at 9:30. Expect a few leads from it.',
  },
  {
    who: 'U_LEO',
    when: { day: -4, at: '10:19' },
    channel: 'smarketing',
    text: 'The recording is up on our side. 214 people registered, 131 came.',
  },
  {
    who: 'U_MAX',
    when: { day: -2, at: '13:41' },
    channel: 'leads',
    text: 'Met the people of Solveig Interiors at the fair. They want a quote for 15 seats, write to hello@solveig-interiors.example first.',
  },
  {
    who: 'U_MAX',
    when: { day: -1, at: '16:47' },
    channel: 'smarketing',
    text: 'Two late leads since we began with Baton, both around lunch. From now on one of you stays on between 12 and 2, please.',
  },
  {
    who: 'U_BEN',
    when: { day: -1, at: '16:51' },
    channel: 'smarketing',
    text: 'I can take Mondays, Wednesdays and Fridays: it is only 11 here.',
  },
];
