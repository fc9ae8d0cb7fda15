import { actions, context, divider, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { channelInput, selectInput, textInput } from '../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { channelLink, code, lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { OPEN_DEAD } from './dead-letters/dead-blocks.ts';
import { type Endpoint, USUAL_HEADERS } from './endpoints/endpoint.ts';
import { PRESETS, SENDERS, senderName, senderOf } from './presets/presets.ts';

export const ADD = 'intake.add';
export const OPEN_ADD = 'intake.open-add';
export const NEW_SECRET = 'intake.new-secret';
export const OPEN_FORM = 'intake.open-form';
export const OPEN_WATCH = 'intake.open-watch';

/** Ids of the fields in the modal. */
export const FIELDS = {
  name: 'name',
  scheme: 'scheme',
  channel: 'channel',
  header: 'header',
  secret: 'secret',
  mapping: 'mapping',
} as const;

/** All forms that send leads, and the way to connect another. */
export function endpointsModal(endpoints: readonly (Endpoint & { readonly dead: number })[]): ModalView {
  const rows = endpoints.map((endpoint) =>
    section(
      lines(
        md`*${endpoint.name}* → ${channelLink(endpoint.channelId)}`,
        md`${senderName(senderOf(endpoint))}`,
        endpoint.dead > 0 && md`⚠️ Made no lead: ${endpoint.dead}`,
      ),
      button('Open', OPEN_FORM, { value: endpoint.id, label: `Open ${endpoint.name}` }),
    ),
  );
  return modal({
    callbackId: 'intake.list',
    title: 'Forms',
    blocks: [
      section(
        endpoints.length === 0
          ? md`No form is connected yet. Any tool that can send signed JSON will do.`
          : md`These forms send leads:`,
      ),
      ...rows,
      divider(),
      actions(button('Connect a form', OPEN_ADD, { style: 'primary' }), button('Watch a channel', OPEN_WATCH)),
    ],
  });
}

export function addModal(channelId: string | undefined): ModalView {
  return modal({
    callbackId: ADD,
    title: 'Connect a form',
    submit: 'Connect',
    blocks: [
      textInput(FIELDS.name, 'What is it called?', {
        placeholder: 'Website',
        hint: 'Its leads show this as their source.',
        maxLength: 40,
        focus: true,
      }),
      senderInput('standard'),
      channelInput(FIELDS.channel, 'Where do its leads go?', { initial: channelId }),
      headerInput(undefined),
      secretInput('Left empty, I make one.'),
      textInput(FIELDS.mapping, 'Where are the fields?', {
        optional: true,
        multiline: true,
        placeholder: 'email: data.email || contact.email',
        hint: 'One line a field, such as message: answers[field.ref=need].text. Left empty, I look for the usual names.',
      }),
    ],
  });
}

/** Who sends: somebody known, or how another one signs. */
export const senderInput = (initial: string) =>
  selectInput(
    FIELDS.scheme,
    'Who sends them?',
    SENDERS.map((sender) => ({ value: sender, text: senderName(sender) })),
    {
      initial,
      hint: 'Not in the list? Choose how it signs; its webhook settings say so. If it can’t: “Secret in a header”.',
    },
  );

export const headerInput = (initial: string | undefined) =>
  textInput(FIELDS.header, 'Header of the signature', {
    optional: true,
    initial,
    hint: `Left empty: ${USUAL_HEADERS['hmac-hex']} for HMAC, ${USUAL_HEADERS.stripe} for Stripe style, ${USUAL_HEADERS.token} for a secret.`,
    maxLength: 80,
  });

/** For senders that make the secret themselves; it is never shown again. */
export const secretInput = (otherwise: string) =>
  textInput(FIELDS.secret, 'Secret of the sender', {
    optional: true,
    hint: `Only if it makes its own, as ${makers()} do. ${otherwise}`,
    maxLength: 500,
  });

/** Those who make the secret themselves. */
const makers = (): string =>
  [...PRESETS.values()]
    .filter(({ secretBy }) => secretBy === 'sender')
    .map(({ name }) => name)
    .join(' and ');

/** The address and its secret, which is shown this once. */
export function secretModal(
  endpoint: Pick<Endpoint, 'name' | 'preset' | 'signing'>,
  url: string,
  secret: string,
): ModalView {
  return modal({
    callbackId: 'intake.secret',
    title: 'Copy this now',
    clearOnClose: true,
    blocks: [
      section(lines(md`Let *${endpoint.name}* send its leads to`, code(url))),
      section(lines(md`Its secret is`, code(secret), whereItGoes(endpoint))),
      context(md`I keep the secret encrypted and can't show it again. ${code('/baton hooks')} makes a new one.`),
    ],
  });
}

/** What to do at a sender that is known. Nothing for Standard Webhooks, which fixes its headers. */
function whereItGoes({ preset, signing }: Pick<Endpoint, 'preset' | 'signing'>): Mrkdwn | undefined {
  const known = PRESETS.get(preset);
  if (known !== undefined) return md`${known.name}: ${known.advice}.`;
  const { scheme, header = USUAL_HEADERS[scheme] } = signing;
  if (scheme === 'standard' || header === undefined) return undefined;
  return scheme === 'token'
    ? md`It goes into the header ${code(header)}`
    : md`The signature goes into the header ${code(header)}`;
}

export const unknownEndpointMessage = (): MessageContent =>
  message(md`That form is not here any more. ${code('/baton hooks')} shows those that are.`);

export const notAdminMessage = (): MessageContent =>
  refusal('Only admins connect forms, because their secrets let leads in. Ask one of them, please.');

export const notSetUpMessage = (): MessageContent =>
  message(md`First tell me where leads go: ${code('/baton setup')}.`);

export const deadLine = (name: string, reason: string): Mrkdwn =>
  md`*${name}* sent something that made no lead: ${reason}`;

/** A delivery that nobody could use; it is kept. */
export const deadMessage = (name: string, reason: string, endpointId: string): MessageContent =>
  message(md`${name} sent something that made no lead`, [
    section(md`📭 ${deadLine(name, reason)}.`),
    context(
      md`It is kept for 30 days. Usually the form has names of its own for its fields: type ${code('/baton hooks')}, open it, choose its fields, and try again what was not understood.`,
    ),
    actions(button('Look', OPEN_DEAD, { value: endpointId, label: `What ${name} sent that made no lead` })),
  ]);

export const newsLine = (name: string, reason: string): Mrkdwn => md`*${name}* told something of a lead: ${reason}`;

/** News that has found no lead; it is kept. */
export const newsMessage = (name: string, reason: string, endpointId: string): MessageContent =>
  message(md`${name} told something of a lead that is not here`, [
    section(md`📭 ${newsLine(name, reason)}.`),
    context(
      md`It is kept for 30 days, and can be tried again when its lead is here. If such leads never come to me, let ${name} tell only of those that do.`,
    ),
    actions(button('Look', OPEN_DEAD, { value: endpointId, label: `What ${name} sent that made no lead` })),
  ]);

export const refusedLine = (name: string): Mrkdwn => md`*${name}*: five deliveries in a row had a wrong signature`;

export const refusedMessage = (name: string): MessageContent =>
  message(md`${name}: wrong signatures`, [
    section(md`🔑 ${refusedLine(name)}, so I refused them.`),
    context(
      md`If that is your form, its secret is wrong: ${code('/baton hooks')} makes a new one. If not, somebody is knocking; nothing got in.`,
    ),
  ]);
