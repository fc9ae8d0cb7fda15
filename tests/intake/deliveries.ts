/** What known senders send, condensed from their documentation; all about the same made-up person. */

type Changes = Readonly<Record<string, unknown>>;

export const typeform = (changes: Changes = {}) => ({
  event_id: 'event-1',
  event_type: 'form_response',
  form_response: {
    form_id: 'f1',
    token: 'token-1',
    submitted_at: '2026-01-01T00:00:00Z',
    hidden: { utm_campaign: 'spring' },
    definition: {
      title: 'Contact us',
      fields: [
        { id: 'q1', ref: 'a', title: 'Your name', type: 'short_text' },
        { id: 'q2', ref: 'b', title: 'Company', type: 'short_text' },
        { id: 'q3', ref: 'c', title: 'Your e-mail', type: 'email' },
        { id: 'q4', ref: 'd', title: 'Where can we reach you?', type: 'phone_number' },
        { id: 'q5', ref: 'e', title: 'What do you need?', type: 'long_text' },
        { id: 'q6', ref: 'f', title: 'Which products?', type: 'multiple_choice' },
      ],
    },
    answers: [
      { type: 'text', text: 'Ada Byron', field: { id: 'q1', ref: 'a', type: 'short_text' } },
      { type: 'text', text: 'Analytical Engines', field: { id: 'q2', ref: 'b', type: 'short_text' } },
      { type: 'email', email: 'ada@example.com', field: { id: 'q3', ref: 'c', type: 'email' } },
      { type: 'phone_number', phone_number: '+44 20 7946 0958', field: { id: 'q4', ref: 'd', type: 'phone_number' } },
      { type: 'text', text: 'We need a demo next week.', field: { id: 'q5', ref: 'e', type: 'long_text' } },
      {
        type: 'choices',
        choices: { labels: ['Robots', 'Pumps'], other: 'Something else' },
        field: { id: 'q6', ref: 'f', type: 'multiple_choice' },
      },
    ],
  },
  ...changes,
});

export const tally = (changes: Changes = {}) => ({
  eventId: 'tally-1',
  eventType: 'FORM_RESPONSE',
  createdAt: '2026-01-01T00:00:00Z',
  data: {
    responseId: 'r1',
    formId: 'f1',
    formName: 'Contact us',
    fields: [
      { key: 'question_1', label: 'Name', type: 'INPUT_TEXT', value: 'Ada Byron' },
      { key: 'question_2', label: 'How do we write to you?', type: 'INPUT_EMAIL', value: 'ada@example.com' },
      { key: 'question_3', label: 'A number, if you like', type: 'INPUT_PHONE_NUMBER', value: '+44 20 7946 0958' },
      { key: 'question_4', label: 'What is it about?', type: 'TEXTAREA', value: 'A demo, please.' },
      {
        key: 'question_5',
        label: 'Which products?',
        type: 'CHECKBOXES',
        value: ['o-robots', 'o-pumps'],
        options: [
          { id: 'o-robots', text: 'Robots' },
          { id: 'o-pumps', text: 'Pumps' },
          { id: 'o-none', text: 'None' },
        ],
      },
      { key: 'question_5_o-robots', label: 'Which products? (Robots)', type: 'CHECKBOXES', value: true },
      { key: 'question_5_o-none', label: 'Which products? (None)', type: 'CHECKBOXES', value: false },
      { key: 'question_6', label: null, type: 'INPUT_TEXT', value: null },
    ],
  },
  ...changes,
});

export const webflow = (changes: Changes = {}) => ({
  triggerType: 'form_submission',
  payload: {
    id: 'webflow-1',
    name: 'Contact form',
    siteId: 's1',
    submittedAt: '2026-01-01T00:00:00Z',
    data: { 'First Name': 'Ada', 'Last Name': 'Byron', email: 'ada@example.com', Message: 'Hello' },
  },
  ...changes,
});

export const calendly = (invitee: Changes = {}) => ({
  event: 'invitee.created',
  created_at: '2026-01-01T00:00:00Z',
  payload: {
    uri: 'https://api.calendly.com/i/1',
    name: 'Ada Byron',
    email: 'ada@example.com',
    timezone: 'Europe/London',
    status: 'active',
    rescheduled: false,
    old_invitee: null,
    questions_and_answers: [
      { question: 'Company', answer: 'Analytical Engines', position: 0 },
      { question: 'What shall we talk about?', answer: 'How do you handle holidays?', position: 1 },
    ],
    tracking: { utm_source: 'newsletter', utm_campaign: null },
    scheduled_event: { name: 'Demo', start_time: '2026-01-02T10:00:00Z' },
    ...invitee,
  },
});

export const googleAds = (changes: Changes = {}) => ({
  lead_id: 'lead-1',
  api_version: '1.0',
  form_id: '900719925474099311',
  campaign_id: '900719925474099312',
  gcl_id: 'gcl-1',
  is_test: false,
  user_column_data: [
    { column_id: 'FULL_NAME', column_name: 'Full Name', string_value: 'Ada Byron' },
    { column_id: 'EMAIL', column_name: 'User Email', string_value: 'ada@example.com' },
    { column_id: 'PHONE_NUMBER', column_name: 'User Phone', string_value: '+44 20 7946 0958' },
    { column_id: 'COMPANY_NAME', column_name: 'Company Name', string_value: 'Analytical Engines' },
  ],
  ...changes,
});

export const hubspotWorkflow = (changes: Changes = {}) => ({
  vid: 3_234_574,
  'portal-id': 62_515,
  'is-contact': true,
  'profile-url': 'https://app.hubspot.com/contacts/62515/contact/3234574',
  properties: {
    firstname: { value: 'Ada', versions: [] },
    lastname: { value: 'Byron', versions: [] },
    email: { value: 'ada@example.com', versions: [] },
    company: { value: 'Analytical Engines', versions: [] },
    phone: { value: '', versions: [] },
  },
  ...changes,
});

export const hubspotEvents = (subscriptionType: string, changes: Changes = {}) => [
  {
    eventId: 100,
    subscriptionId: 25,
    portalId: 62_515,
    appId: 54_321,
    occurredAt: 1_767_225_600_000,
    subscriptionType,
    attemptNumber: 0,
    objectId: 1,
    changeFlag: 'NEW',
    changeSource: 'CRM_UI',
    ...changes,
  },
];

export const all = () => ({
  typeform: typeform(),
  tally: tally(),
  webflow: webflow(),
  calendly: calendly(),
  'google-ads': googleAds(),
  hubspot: hubspotWorkflow(),
});
