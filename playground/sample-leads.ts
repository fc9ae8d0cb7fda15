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

/** Leads that the page offers: each shows one thing that Baton does, in bytes as a website would send them. */
export const LEAD_PRESETS: readonly { readonly name: string; readonly body: string }[] = [
  preset('A demo request', FIRST_LEAD),
  preset('A pricing question', {
    name: 'Jonas Feld',
    title: 'Managing Director',
    company: 'Feld & Söhne',
    email: 'j.feld@feld-soehne.example',
    phone: '+49 221 4710999',
    message: 'What do 25 seats cost a year? Our contract elsewhere ends in March.',
    country: 'DE',
    utm_source: 'google-ads',
    utm_campaign: 'pricing',
  }),
  preset('A webinar lead with fields of its own', {
    full_name: 'Priya Nair',
    job_title: 'Revenue Operations Lead',
    company: 'Copperline',
    work_email: 'priya@copperline.example',
    phone: '+44 20 7946 0018',
    question: 'How long does a roll-out take for two offices?',
    source: 'webinar',
    campaign: 'handover-talk',
    lead_score: 74,
    minutes_watched: 38,
    polls: { uses_slack: true, team_size: '11-50' },
  }),
  preset('No phone number', {
    name: 'Sofie Lund',
    company: 'Nordhavn Energi',
    email: 'sofie.lund@nordhavn.example',
    message: 'Does this work with our CRM? Please write, I am in meetings all day.',
    utm_source: 'newsletter',
    utm_campaign: 'october-issue',
  }),
  preset('No way to reach anybody: kept, no lead', {
    first_name: 'Sam',
    message: 'Call me back!',
    utm_source: 'website',
  }),
  preset('Hostile text that must not call everybody', {
    name: '<!channel> *Urgent* <https://evil.example|your bank>',
    title: '</script><script>alert(1)</script>',
    company: `Ltd<!here>&lt;!channel&gt; ${'Donaudampfschifffahrts'.repeat(6)}`,
    email: 'hostile@payload.example',
    message:
      'مرحبا، نريد عرضًا 👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿\n\u202egnp.exe\u202c ```code``` @channel <@U_ANA>\n> quoted\n*Approved by your manager*',
    utm_source: '<#C_LEADS>',
    utm_campaign: '_~`*&amp;*`~_',
  }),
  preset('The CRM says that it is Ben’s', {
    name: 'Tomasz Wrona',
    title: 'Sales Director',
    company: 'Baltic Parts',
    email: 't.wrona@balticparts.example',
    phone: '+48 22 123 45 67',
    message: 'We compare three vendors until Friday. Who can answer security questions?',
    source: 'comparison-page',
    owner_email: 'ben@lumen.example',
    crm_url: 'https://crm.lumen.example/contacts/4711',
  }),
  preset('The same delivery twice: send it two times', {
    delivery_id: 'web-2026-0042',
    name: 'Lucía Ferrer',
    company: 'Puerto Azul',
    email: 'lucia@puertoazul.example',
    phone: '+34 93 123 45 67',
    message: 'Our form was sent twice because the train had no network.',
    utm_source: 'website',
    utm_campaign: 'autumn-demo',
  }),
];

function preset(name: string, lead: object) {
  return { name, body: JSON.stringify(lead, undefined, 2) };
}
