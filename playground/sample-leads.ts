/** What a website's form sends; the names are those that Baton knows without a mapping. */
export interface SampleLead {
  readonly name: string;
  readonly title: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly message: string;
  readonly utm_source: string;
  readonly utm_campaign: string;
}

/** The lead of the printed command. None of its words may hold a quote, because shells end their texts there. */
export const FIRST_LEAD: SampleLead = {
  name: 'Elena Marin',
  title: 'Head of Operations',
  company: 'Halden Logistics',
  email: 'elena.marin@halden.example',
  phone: '+49 30 90182044',
  message: 'We lose inquiries between fair and follow-up. Can you show us a demo this week?',
  utm_source: 'website',
  utm_campaign: 'autumn-demo',
};

/** Those that the page's button sends, in turn. */
export const MORE_LEADS: readonly SampleLead[] = [
  {
    name: 'Jonas Feld',
    title: 'Managing Director',
    company: 'Feld & Söhne',
    email: 'j.feld@feld-soehne.example',
    phone: '+49 221 4710999',
    message: 'Please call me about pricing for 25 seats. Our contract elsewhere ends in March.',
    utm_source: 'google-ads',
    utm_campaign: 'pricing',
  },
  {
    name: 'Priya Nair',
    title: 'Revenue Operations Lead',
    company: 'Copperline',
    email: 'priya@copperline.example',
    phone: '+44 20 7946 0018',
    message: 'Saw your talk on hand-overs. How long does a roll-out take for two offices?',
    utm_source: 'webinar',
    utm_campaign: 'handover-talk',
  },
  {
    name: 'Tomasz Wrona',
    title: 'Sales Director',
    company: 'Baltic Parts',
    email: 't.wrona@balticparts.example',
    phone: '+48 22 123 45 67',
    message: 'We compare three vendors until Friday. Who can answer security questions?',
    utm_source: 'comparison-page',
    utm_campaign: 'autumn-demo',
  },
  {
    name: 'Sofie Lund',
    title: 'Marketing Manager',
    company: 'Nordhavn Energi',
    email: 'sofie.lund@nordhavn.example',
    phone: '+45 32 12 34 56',
    message: 'Does this work with our CRM? A short call tomorrow would be great.',
    utm_source: 'newsletter',
    utm_campaign: 'october-issue',
  },
];
