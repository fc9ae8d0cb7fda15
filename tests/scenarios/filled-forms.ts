import { topicsOfLast } from './open-retro.ts';

const option = (value: string) => ({ type: 'static_select', selected_option: { value } });
const text = (value: string) => ({ type: 'plain_text_input', value });
const users = (...selected_users: string[]) => ({ type: 'multi_users_select', selected_users });
const chosen = (...ids: string[]) => ({
  type: 'multi_static_select',
  selected_options: ids.map((value) => ({ value })),
});
const date = (selected_date: string) => ({ type: 'datepicker', selected_date });

const alternating = ['tue', 'wed'];
const workingDays = () => {
  alternating.reverse();
  const chosen = ['mon', ...alternating.slice(0, 1)];
  return { type: 'checkboxes', selected_options: chosen.map((value) => ({ value })) };
};

/** What each form holds; some values are new each time, or the second person's would change nothing. */
export const FILLED: Readonly<Record<string, (who: string) => Record<string, object>>> = {
  'retro.decide-it': () => ({
    text: text('If a webinar lead comes, then sales calls the same day'),
    owner: { type: 'users_select', selected_user: 'U_MIA' },
    dueOn: date('2026-04-02'),
  }),
  'retro.start': () => ({
    'retro.channel': { type: 'conversations_select', selected_conversation: 'C_OTHER' },
    'retro.format': option('sailboat'),
    'retro.people': users(),
    'retro.days': option('3'),
    'retro.names': option('named'),
  }),
  'retro.move': () => ({
    'retro.new-channel': { type: 'conversations_select', selected_conversation: 'C_LEADS' },
  }),
  'retro.more-time': () => ({ 'retro.due': date('2026-04-02') }),
  'retro.hand-over': () => ({ 'retro.facilitator': { type: 'users_select', selected_user: 'U_MIA' } }),
  'retro.schedule': () => ({
    channel: { type: 'conversations_select', selected_conversation: 'C_LEADS' },
    often: option('weekly'),
    day: option('thu'),
    at: { type: 'timepicker', selected_time: '10:00' },
    people: users(),
  }),
  'retro.schedule-how': () => ({
    format: option('sailboat'),
    collect: option('3'),
    vote: option('2'),
    decide: option('2'),
    'retro.names': option('named'),
  }),
  'retro.add-it': () => ({ column: option('fix'), 'retro.card-text': text(`Too slow ${crypto.randomUUID()}`) }),
  'retro.vote-form': () => ({ once: chosen(...topicsOfLast) }),
  'retro.topics-group-form': () => ({ topics: chosen(...topicsOfLast) }),
  'retro.topics-apart-form': () => ({ topics: chosen(...topicsOfLast.slice(1)) }),
  'retro.topics-dots-form': () => ({ dots: text('7') }),
  'retro.change-it': () => ({ column: option('keep'), 'retro.card-text': text(`Fast enough ${crypto.randomUUID()}`) }),
  'review.discuss-it': () => ({ line: text('They fit on paper') }),
  'review.decide-it': () => ({
    kind: option('gate'),
    text: text('If a form has no company, then it asks for it'),
    owner: { type: 'users_select', selected_user: 'U_MIA' },
    dueOn: date('2026-04-02'),
  }),
  'action.decline-it': () => ({ reason: text('No time before the fair') }),
  'heads-up.facts': () => ({
    title: text('Spring webinar'),
    startsOn: date('2026-06-01'),
    expected: { type: 'number_input', value: '40' },
    channel: { type: 'conversations_select', selected_conversation: 'C_OTHER' },
  }),
  'heads-up.words': () => ({
    audience: text('Shops of 50 to 500 people'),
    promise: text('A free audit of their returns'),
    talk: text('Ask which returns cost them most'),
  }),
  'heads-up.process': () => ({
    title: text('Demos are booked by whoever claims'),
    startsOn: date('2026-06-01'),
    doing: text('Book the demo with the claim'),
    channel: { type: 'conversations_select', selected_conversation: 'C_OTHER' },
  }),
  'heads-up.concern-it': () => ({ line: text('Nobody of us knows the new prices yet') }),
  'action.drop-it': () => ({ reason: text('The form is gone') }),
  'action.change-it': () => ({ owner: { type: 'users_select', selected_user: 'U_BEN' }, dueOn: date('2026-04-02') }),
  'meeting.save': () => ({
    channel: { type: 'conversations_select', selected_conversation: 'C_LEADS' },
    often: option('weekly'),
    day: option('mon'),
    at: { type: 'timepicker', selected_time: '10:00' },
    monthly: option('weeks-only'),
  }),
  'meeting.said-definition': () => ({
    words: text(`They asked for a demo ${crypto.randomUUID()}`),
    needs: { type: 'multi_static_select', selected_options: [{ value: 'phone' }] },
  }),
  'meeting.agreed-definition': () => ({ text: text(`They asked for a demo ${crypto.randomUUID()}`) }),
  'meeting.new-topic': () => ({ text: text(`Webinars ${crypto.randomUUID()}`) }),
  'meeting.new-words': () => ({ text: text(`Webinars ${crypto.randomUUID()}`) }),
  'meeting.new-goals': () => ({ text: text(`80 % in time ${crypto.randomUUID()}`) }),
  'meeting.decide-it': () => ({
    kind: option('process'),
    text: text(`If a webinar is over, then we call ${crypto.randomUUID()}`),
    owner: { type: 'users_select', selected_user: 'U_ANA' },
    dueOn: date('2026-06-01'),
  }),
  'lead.new-lead': () => ({ company: text('Typed Ltd'), email: text('typed@example.com') }),
  'lead.release-reason': () => ({ reason: text('Wrong region') }),
  'lead.assign-to': () => ({ person: { type: 'users_select', selected_user: 'U_BEN' } }),
  'lead.hand-on-form': () => ({ person: { type: 'users_select', selected_user: 'U_BEN' } }),
  'lead.complete-it': () => ({ phone: text('+49 30 1234567') }),
  'agreements.promise': () => ({
    owner: { type: 'users_select', selected_user: 'U_MIA' },
    leads: text(`${Math.floor(Math.random() * 1_000_000)}`),
    complete: text('90'),
    kept: text('80'),
  }),
  'agreements.score': () => ({ parts: text('+20 demo request\nmessage contains demo') }),
  'agreements.segments': () => ({ parts: text('DACH\nregion is DE, AT, CH') }),
  'agreements.words': () => ({ new: text(`MQL ${crypto.randomUUID().slice(0, 8)}`) }),
  'agreements.definition': () => ({ definition: text(`They asked for a demo ${crypto.randomUUID()}`) }),
  'agreements.hold': () => ({
    fields: { type: 'multi_static_select', selected_options: [{ value: 'phone' }] },
    limit: option(['1', '2', '4', '8'][Math.floor(Math.random() * 4)] ?? '8'),
    channel: { type: 'conversations_select', selected_conversation: 'C_OTHER' },
  }),
  'agreements.demands': () => ({
    'marketing:new': { type: 'multi_static_select', selected_options: [{ value: 'phone' }] },
  }),
  'erasure.privacy': () => ({
    claimed: { type: 'checkboxes', selected_options: [{ value: 'contactName' }] },
    person: option('36'),
    words: option('36'),
  }),
  'lead.deal-value': () => ({ amount: text('12000'), currency: option('EUR') }),
  'lead.lost-why': () => ({ wrong: { type: 'checkboxes', selected_options: [{ value: 'price' }] } }),
  'lead.question-it': () => ({ why: text('They asked for a price') }),
  'pairing.learned': () => ({ words: text('They ask about the price first') }),
  'pairing.setup': () => ({
    often: option('weekly'),
    day: option('thu'),
    at: { type: 'timepicker', selected_time: '10:00' },
    people: users(),
  }),
  'review.schedule': () => ({
    channel: { type: 'conversations_select', selected_conversation: 'C_LEADS' },
    often: option('weekly'),
    day: option('thu'),
    at: { type: 'timepicker', selected_time: '10:00' },
    people: users(),
  }),
  'review.schedule-leads': () => ({
    size: option('6'),
    days: option('2'),
    only: { type: 'multi_static_select', selected_options: [{ value: 'source:Website' }] },
    names: option('named'),
    zone: text('Europe/Berlin'),
  }),
  'review.move': () => ({
    'review.new-channel': { type: 'conversations_select', selected_conversation: 'C_LEADS' },
  }),
  'review.more-time': () => ({ 'review.new-due': date('2026-04-02') }),
  'review.raters': () => ({ 'review.new-raters': users('U_BEN', 'U_MIA') }),
  'review.say-more': () => ({ 'review.reason': option('no-need'), 'review.note': text('They have one already') }),
  'lead.reject-it': () => ({ 'lead-reject.reason': option('no-need') }),
  'lead.pause-it': () => ({ pause: option('snooze'), for: option('30'), note: text('In a meeting') }),
  'lead.won-how': () => ({ note: text('The demo') }),
  'people.me': () => ({ hours: text('Mon-Fri 8-16') }),
  'people.away': () => ({ from: date('2026-04-01') }),
  'imports.file': () => ({ file: { type: 'file_input', files: [{ id: 'F_GONE', name: 'leads.csv' }] } }),
  'intake.add': () => ({
    name: text(`Form ${crypto.randomUUID()}`),
    scheme: option('standard'),
    channel: { type: 'conversations_select', selected_conversation: 'C_LEADS' },
  }),
  'intake.watch': () => ({
    name: text(`Watch ${crypto.randomUUID()}`),
    watched: { type: 'conversations_select', selected_conversation: 'C_OTHER' },
    channel: { type: 'conversations_select', selected_conversation: 'C_LEADS' },
  }),
  'webhooks.add': () => ({ url: text(`https://crm.example.com/${crypto.randomUUID()}`) }),
  'intake.change': () => ({
    name: text(`Form ${crypto.randomUUID()}`),
    scheme: option('standard'),
    channel: { type: 'conversations_select', selected_conversation: 'C_LEADS' },
  }),
  'routing.pool': () => ({
    name: text('DACH'),
    people: users('U_ANA', 'U_BEN'),
    timeout: text('30'),
    last: { type: 'users_select', selected_user: 'U_MAX' },
  }),
  'routing.rule': () => ({ conditions: text('campaign is Demo'), pool: option('none') }),
  'routing.try-lead': () => ({ conditions: text('campaign is Demo') }),
  'setup.basics': () => ({
    channel: { type: 'conversations_select', selected_conversation: 'C_OTHER' },
    sales: users('U_ANA', 'U_BEN'),
    marketing: users('U_MIA'),
  }),
  'setup.more': () => ({
    'sales-managers': users('U_MAX'),
    'marketing-managers': users('U_MAX'),
    ring: option('nobody'),
  }),
  'setup.promise': () => ({
    target: text('90'),
    warning: text('10'),
    hours: text('Mon-Fri 9-17'),
    zone: text('Europe/Berlin'),
  }),
  'setup.after': () => ({
    attempts: text('4'),
    'follow-up-days': text('3'),
    'calendar-of': option('policy'),
    snooze: text('2'),
  }),
  'setup.reminders': () => ({ ladder: text('10 before: nudge\n0: team'), digest: option('daily') }),
  'setup.which': () => ({
    name: text('Demos'),
    conditions: text('campaign is Demo'),
    place: option('0'),
  }),
  'setup.try': () => ({ lead: text('campaign is Demo') }),
  'people.add-day': () => ({ on: date('2026-04-01'), name: text(`Outing ${crypto.randomUUID()}`) }),
  'people.country-days': () => ({ country: text('DE-BY') }),
  'people.days-off-of': () => ({ whose: option('everyone') }),
  'people.import-days': () => ({
    name: text('Plant'),
    file: text('BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260401\nEND:VEVENT'),
  }),
  'people.remove-days': () => ({ which: option('nothing|2026-04-01') }),
  'people.take-days': () => ({ whose: option('everyone') }),
  'people.working-days': () => ({ company: workingDays() }),
  'ask.new-ask': (who) => ({
    to: option(who === 'U_MIA' ? 'team:sales' : 'team:marketing'),
    kind: option('question'),
    text: text('Which deck for fintech?'),
  }),
  'ask.answer-it': () => ({ answer: text('The blue one') }),
  'ask.decline-it': () => ({ reason: text('We have none') }),
  'ask.edit-it': () => ({ kind: option('content'), text: text(`Which deck ${crypto.randomUUID()}?`) }),
  'standup.answer': () => ({ today: text('Two demos') }),
  // A day on which nothing else here happens: what is planned for a day off would be planned anew.
  'standup.until': () => ({ until: date('2026-04-15') }),
  'standup.setup': () => ({
    name: text('Standup'),
    'standup-setup.channel': { type: 'conversations_select', selected_conversation: 'C_LEADS' },
    'standup-setup.who': option('people'),
    'standup-setup.people': users('U_ANA'),
    'standup-setup.at': { type: 'timepicker', selected_time: '09:30' },
    'standup-setup.days': { type: 'checkboxes', selected_options: [{ value: 'mon' }] },
    'standup-setup.often': option('weekly'),
    'standup-setup.window': option('120'),
  }),
};
