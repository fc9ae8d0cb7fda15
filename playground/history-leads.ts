import { FIRST_DAY } from './history-calendar.ts';
import { LATER_LEADS } from './history-leads-later.ts';
import { type LeadStory, stepsOf } from './history-story.ts';

const ana = stepsOf('U_ANA');
const ben = stepsOf('U_BEN');

const FIRST_LEADS: readonly LeadStory[] = [
  {
    lead: {
      name: 'Ingrid Halvorsen',
      title: 'Fleet Manager',
      company: 'Halvorsen Marine',
      email: 'ingrid@halvorsen-marine.example',
      message:
        'Inquiries about berths reach us by three forms and one mailbox. Can you show us how you bring them together?',
      utm_source: 'website',
      utm_campaign: 'autumn-demo',
      country: 'NO',
    },
    arrives: { day: FIRST_DAY, at: '09:14' },
    steps: [ana.claims('09:17'), ana.reaches('09:34')],
  },
  {
    lead: {
      name: 'Stefan Brückner',
      title: 'Managing Director',
      company: 'Brückner Werkzeugbau',
      email: 's.brueckner@brueckner-wb.example',
      phone: '+49 221 4710 318',
      message: 'What does it cost for 12 people in sales and 3 in marketing? Please call, I am hard to get by e-mail.',
      utm_source: 'google-ads',
      utm_campaign: 'pricing',
      country: 'DE',
    },
    arrives: { day: FIRST_DAY, at: '10:05' },
    steps: [ben.claims('10:09'), ben.getsNoAnswer('10:21'), ben.reaches('11:40')],
  },
  {
    lead: {
      name: 'Giulia Castellan',
      title: 'Head of Marketing',
      company: 'Castellan Foods',
      email: 'g.castellan@castellan.example',
      message:
        'We hand over about 40 leads a week and lose sight of half of them. Do you have a case study from food or retail?',
      utm_source: 'newsletter',
      utm_campaign: 'october-issue',
      country: 'IT',
    },
    arrives: { day: FIRST_DAY, at: '11:30' },
    steps: [ana.claims('11:32'), ana.writes('11:50'), ana.reaches({ day: -4, at: '11:15' })],
  },
  {
    lead: {
      name: 'Camille Petit',
      title: 'Sales Manager',
      company: 'Petit & Moreau',
      email: 'camille.petit@petit-moreau.example',
      phone: '+33 1 99 00 27 41',
      message: 'Our agency recommended you. We are 20 people in Lyon and Nantes, and all of us live in Slack.',
      utm_source: 'partner',
      utm_campaign: 'agency-referral',
      country: 'FR',
    },
    arrives: { day: FIRST_DAY, at: '13:20' },
    steps: [ben.claims('13:41'), ben.reaches('13:55')],
  },
  {
    lead: {
      name: 'Daniel Asante',
      title: 'Operations Director',
      company: 'Vantage Clinics',
      email: 'daniel.asante@vantage-clinics.example',
      phone: '+44 20 7946 0371',
      message: 'Seven clinics, one enquiry form, and nobody knows who has called whom. A demo this week would help.',
      utm_source: 'website',
      utm_campaign: 'autumn-demo',
      country: 'GB',
    },
    // Both were in a meeting: the reminder under the card brings Ana, a few minutes before the time is over.
    arrives: { day: FIRST_DAY, at: '15:40' },
    steps: [ana.claims('16:29', 'reminder'), ana.reaches('16:36')],
  },
  {
    lead: {
      name: 'Ruth Oakley',
      company: 'Oakridge Logistics',
      email: 'r.oakley@oakridge.example',
      message:
        'Your newsletter said that answering within an hour matters most. How do you measure that hour over a weekend?',
      utm_source: 'newsletter',
      utm_campaign: 'october-issue',
      country: 'GB',
    },
    arrives: { day: -4, at: '09:08' },
    steps: [ana.claims('09:10'), ana.reaches('09:26')],
  },
  {
    lead: {
      name: 'Paul Seligman',
      title: 'Partner',
      company: 'Seligman & Partner',
      email: 'seligman@seligman-partner.example',
      phone: '+49 69 90009 452',
      message: 'We need an offer for 30 seats by the end of the month, with the data kept in the EU.',
      utm_source: 'google-ads',
      utm_campaign: 'pricing',
      country: 'DE',
    },
    arrives: { day: -4, at: '10:31' },
    steps: [ben.claims('10:33'), ben.getsNoAnswer('10:45'), ben.getsNoAnswer('14:36'), ben.reaches('16:20')],
  },
  {
    lead: {
      name: 'Eirik Solberg',
      company: 'Fjordkraft Systems',
      email: 'eirik.solberg@fjordkraft.example',
      message:
        'Stopped at our stand in hall 4. Wants to see round robin and claims side by side, and brings his IT lead.',
    },
    arrives: { day: -4, at: '11:47' },
    added: { by: 'U_MIA', from: 'modal' },
    steps: [ana.claims('11:52'), ana.reaches('12:18')],
  },
  {
    lead: {
      name: 'Hélène Garnier',
      title: 'Directrice commerciale',
      company: 'Lumière Optique',
      email: 'h.garnier@lumiere-optique.example',
      phone: '+33 1 99 00 84 12',
      message: 'We open 14 shops next spring. Who looks after a lead when the shop is closed?',
      utm_source: 'website',
      utm_campaign: 'autumn-demo',
      country: 'FR',
    },
    // Late: Ben had it, and was held up.
    arrives: { day: -4, at: '12:35' },
    steps: [
      ben.claims('12:39'),
      ben.reaches('14:02'),
      ben.replies('14:04', 'Sorry, my demo ran over. She took it well: we meet on Thursday next week.'),
    ],
  },
  {
    lead: {
      name: 'Martin Doyle',
      title: 'Head of Distribution',
      company: 'Northgate Insurance',
      email: 'm.doyle@northgate.example',
      message: 'Can calls outside office hours be left out of the count? Our brokers write at night.',
      utm_source: 'website',
      utm_campaign: 'security-page',
      country: 'IE',
    },
    // At night: it rings nobody, and waits for the morning.
    arrives: { day: -4, at: '21:37' },
    steps: [ana.claims({ day: -3, at: '09:04' }, 'reminder'), ana.reaches({ day: -3, at: '09:18' })],
  },
  {
    lead: {
      name: 'Lena Fuchs',
      title: 'RevOps',
      company: 'Tessera Labs',
      email: 'lena@tessera.example',
      phone: '+49 30 23125 640',
      message: 'I was in the webinar and asked about shared ownership. Could somebody walk me through it on a call?',
      utm_source: 'webinar',
      utm_campaign: 'handover-talk',
      country: 'DE',
    },
    arrives: { day: -3, at: '09:43' },
    steps: [
      ana.claims('09:45'),
      ana.releases('09:58', 'three demos in a row until noon'),
      ben.claims('10:06'),
      ben.reaches('10:24'),
    ],
  },
  {
    lead: {
      name: 'Sipho Dlamini',
      title: 'Co-founder',
      company: 'Meridian Coffee',
      email: 'sipho@meridian-coffee.example',
      message: 'Our roastery sells to offices now. We are four people: is there a plan for a team that small?',
      utm_source: 'partner',
      utm_campaign: 'agency-referral',
      country: 'NL',
    },
    arrives: { day: -3, at: '10:50' },
    steps: [ben.claims('10:58', 'command'), ben.reaches('11:20')],
  },
];

/** The leads of the week, in the order in which they came. */
export const LEADS: readonly LeadStory[] = [...FIRST_LEADS, ...LATER_LEADS];
