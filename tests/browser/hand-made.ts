import type { Json } from '../../playground/server/json.ts';

/** Blocks of every kind that Baton doesn't send yet, as Slack's reference has them. Each is a view of its own on the gallery. */
const plain = (text: string): Json => ({ type: 'plain_text', text });
const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text });
const option = (text: string, value: string, more: Json = {}): Json => ({ text: plain(text), value, ...more });
const rich = (text: string): Json => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
const cell = (text: string): Json => ({ type: 'raw_text', text });
const number = (value: number, text?: string): Json => ({
  type: 'raw_number',
  value,
  ...(text !== undefined && { text }),
});

export const TABLES: Readonly<Record<string, Json[]>> = {
  'data-table': [
    {
      type: 'data_table',
      caption: 'Answers by week',
      page_size: 3,
      row_header_column_index: 0,
      rows: [
        [cell('Rep'), cell('Leads'), cell('In time')],
        ...['Ana', 'Ben', 'Mia', 'Max', 'Ada'].map((name, at) => [cell(name), number(1_200 + at), number(0.9, '90 %')]),
      ],
    },
  ],
  table: [
    {
      type: 'table',
      column_settings: [{ is_wrapped: true }, { align: 'right' }],
      rows: [
        [cell('What *is* it'), cell('How much')],
        [rich('A cell of rich text'), number(42)],
      ],
    },
  ],
};

export const DISPLAY: Readonly<Record<string, Json[]>> = {
  unknown: [{ type: 'hologram', title: plain('From the future'), text: mrkdwn('but *readable*') }],
  broken: [
    { type: 'task_card', title: { no: 'text' }, task_id: 't' },
    { type: 'section', text: mrkdwn('The next block is well') },
  ],
  markdown: [{ type: 'markdown', text: '# A heading\n\n- one\n- two\n\n![a picture](https://pictures.example/a.png)' }],
  text: [
    { type: 'section', text: { ...mrkdwn('# *12* Acme &lt;@UANN&gt; <@UBEN>'), verbatim: true } },
    { type: 'section', text: plain('2*3*4 _is_ no markup') },
    { type: 'section', text: mrkdwn(`a-very-long-word-${'x'.repeat(120)}`) },
    { type: 'section', text: mrkdwn('<javascript:alert(1)|harmless> :tada: `code` ~gone~') },
    { type: 'section', text: mrkdwn('<!date^1772449200^{date_short_pretty} at {time}|a fallback>') },
  ],
  cards: [
    { type: 'alert', level: 'warning', text: mrkdwn('Mind the *gap*') },
    {
      type: 'carousel',
      elements: ['First', 'Second'].map((name) => ({
        type: 'card',
        title: plain(`${name} card`),
        subtitle: mrkdwn('a subtitle'),
        body: mrkdwn('its body'),
        actions: [{ type: 'button', action_id: 'card.open', text: plain(`Open ${name}`), value: name }],
      })),
    },
    {
      type: 'container',
      title: plain('A container'),
      is_collapsible: true,
      child_blocks: [{ type: 'section', text: mrkdwn('inside of it') }],
    },
  ],
  thinking: [
    {
      type: 'plan',
      title: 'A plan',
      tasks: [{ type: 'task_card', task_id: 't1', title: 'A task', status: 'complete', details: rich('its details') }],
    },
    {
      type: 'data_visualization',
      title: 'Leads by day',
      chart: {
        type: 'bar',
        series: [
          {
            name: 'Leads',
            data: [
              { label: 'Mon', value: 3 },
              { label: 'Tue', value: 5 },
            ],
          },
        ],
        axis_config: { categories: ['Mon', 'Tue'] },
      },
    },
  ],
  media: [
    { type: 'image', image_url: 'https://pictures.example/a.png', alt_text: 'a runner', title: plain('The baton') },
    { type: 'context', elements: [{ type: 'image', image_url: 'https://pictures.example/b.png', alt_text: 'a flag' }] },
    {
      type: 'video',
      alt_text: 'how it works',
      title: plain('A film'),
      video_url: 'https://films.example/1',
      thumbnail_url: 'https://films.example/1.png',
    },
    { type: 'file', external_id: 'the-file', source: 'remote' },
  ],
};

const people = { placeholder: plain('Who?') };
const fruit = ['Apple', 'Banana', 'Cherry'].map((name) => option(name, name.toLowerCase()));

/** Elements in a message, which tell the app at once. */
export const ACTIONS: readonly Json[] = [
  { type: 'button', action_id: 'plain', text: plain('Press me'), value: 'pressed-value' },
  {
    type: 'button',
    action_id: 'asks',
    text: plain('Erase'),
    value: 'all',
    style: 'danger',
    confirm: {
      title: plain('Erase it?'),
      text: mrkdwn('It *cannot* come back.'),
      confirm: plain('Erase'),
      deny: plain('Keep'),
    },
  },
  { type: 'button', action_id: 'leads', text: plain('Elsewhere'), url: 'https://crm.example/1' },
  {
    type: 'workflow_button',
    action_id: 'flow',
    text: plain('Run it'),
    workflow: { trigger: { url: 'https://x.example' } },
  },
  { type: 'overflow', action_id: 'dots', options: [option('Details', 'details'), option('Assign', 'assign')] },
  { type: 'static_select', action_id: 'fruit', placeholder: plain('A fruit'), options: fruit },
  { type: 'users_select', action_id: 'who', ...people },
  { type: 'channels_select', action_id: 'channel', placeholder: plain('Which channel?') },
  { type: 'multi_users_select', action_id: 'whom', placeholder: plain('Which people?') },
  { type: 'radio_buttons', action_id: 'radio', options: fruit },
  {
    type: 'checkboxes',
    action_id: 'boxes',
    options: [option('With a note', 'note', { description: mrkdwn('a *note*') })],
  },
  { type: 'datepicker', action_id: 'day' },
  { type: 'timepicker', action_id: 'hour', initial_time: '09:30' },
  { type: 'datetimepicker', action_id: 'moment', initial_date_time: 1_772_449_200 },
];

const input = (label: string, element: Json, more: Json = {}): Json => ({
  type: 'input',
  block_id: String(element.type),
  label: plain(label),
  element: { action_id: 'value', ...element },
  ...more,
});

const many = Array.from({ length: 40 }, (_, at) => option(`Country ${at + 1}`, `c${at + 1}`));

/** Fields of a modal, which tell nobody before it is submitted. */
export const FIELDS: Json = {
  type: 'modal',
  title: plain('Everything'),
  submit: plain('Send'),
  blocks: [
    input('A line', { type: 'plain_text_input', max_length: 10 }, { hint: plain('A short one'), optional: true }),
    input('An address', { type: 'email_text_input', placeholder: plain('you@work.example') }),
    input('A page', { type: 'url_text_input' }),
    input('A number', { type: 'number_input', is_decimal_allowed: false }),
    input('A text', { type: 'rich_text_input' }),
    input('A file', { type: 'file_input' }),
    input('From outside', { type: 'external_select' }),
    input('A country', { type: 'static_select', options: many }, { optional: true }),
    input('Fruit', {
      type: 'multi_static_select',
      max_selected_items: 2,
      option_groups: [
        { label: plain('Near'), options: [option('Pear', 'pear')] },
        { label: plain('Far'), options: fruit },
      ],
    }),
    input('People', { type: 'multi_users_select', initial_users: ['UBEN'] }),
    input('Conversations', { type: 'multi_conversations_select', initial_conversations: ['CLEADS'] }),
    input('Channels', { type: 'multi_channels_select' }),
    input('A conversation', { type: 'conversations_select' }),
    input('A moment', { type: 'datetimepicker', initial_date_time: 1_772_449_200 }),
    input('Told at once', { type: 'radio_buttons', options: fruit }, { dispatch_action: true }),
  ],
};

export const FEEDBACK: Json = {
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: 'opinion',
      positive_button: { text: plain('Good'), value: 'good' },
      negative_button: { text: plain('Bad'), value: 'bad' },
    },
    { type: 'icon_button', action_id: 'bin', icon: 'trash', text: plain('Remove'), value: 'it' },
    {
      type: 'icon_button',
      action_id: 'hidden',
      icon: 'trash',
      text: plain('Not for Ana'),
      visible_to_user_ids: ['UBEN'],
    },
  ],
};
