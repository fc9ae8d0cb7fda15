import { actions, context, divider, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { multiSelectInput, radioInput, textInput } from '../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { code, joined, lines, type Mrkdwn, md, when } from '../blockkit/mrkdwn.ts';
import { counted } from '../core/time-text.ts';
import { type Address, type AddressView, type Delivery, hostOf } from './address.ts';
import { EVENT_CHOICES } from './event.ts';

export const ADD = 'webhooks.add';
export const OPEN_ADD = 'webhooks.open-add';
export const LOOK = 'webhooks.look';
export const TRY = 'webhooks.try';
export const NEW_SECRET = 'webhooks.new-secret';
export const PAUSE = 'webhooks.pause';
export const SWITCH_ON = 'webhooks.switch-on';
export const REMOVE = 'webhooks.remove';
export const RESEND = 'webhooks.resend';

/** Ids of the fields in the form. */
export const FIELDS = { url: 'url', events: 'events', personal: 'personal' } as const;

/** The value of the choice that tells of persons. */
export const PERSONAL = 'personal';
const WITHOUT = 'without';

/** Where there is nobody to say otherwise, times are shown in this zone; Slack shows each reader their own. */
const ZONE = 'UTC';

/** Everything that follows leads, and the way to add one more. */
export function addressesModal(addresses: readonly AddressView[]): ModalView {
  return modal({
    callbackId: 'webhooks.list',
    title: 'Webhooks',
    blocks: [
      section(
        addresses.length === 0
          ? md`Nobody outside follows your leads yet. Name an address, such as one of your CRM’s, and it hears of each change.`
          : md`These addresses hear what happens to your leads:`,
      ),
      ...addresses.map((address) =>
        section(
          lines(md`*${hostOf(address)}*`, standing(address)),
          button('Look', LOOK, { value: address.id, label: `Look at ${hostOf(address)}` }),
        ),
      ),
      divider(),
      actions(button('Add an address', OPEN_ADD, { style: 'primary' })),
    ],
  });
}

/** How one address does, in a line. */
export function standing(address: AddressView): Mrkdwn {
  const { state, waiting, failures, failingSince, lastFault = '', lastDeliveredAt } = address;
  const queue = waiting === 0 ? md`nothing waits` : md`${counted(waiting, 'event')} waiting`;
  switch (state) {
    case 'on':
      if (failures > 0 && failingSince !== undefined)
        return md`⚠️ Failing since ${when(failingSince, 'date-time', ZONE)}: ${lastFault}; ${queue}`;
      if (waiting > 0) return md`⏳ ${queue}`;
      return lastDeliveredAt === undefined
        ? md`✅ Ready`
        : md`✅ Up to date, last told ${when(lastDeliveredAt, 'date-time', ZONE)}`;
    case 'paused':
      return md`⏸️ Paused; ${queue}`;
    case 'stopped':
      return md`⏸️ Paused by me, because it failed for five days: ${lastFault}; ${queue}`;
    case 'gone':
    case 'removed':
      return md`🛑 It said that it is gone, so I tell it nothing any more`;
  }
}

export function addModal(): ModalView {
  return modal({
    callbackId: ADD,
    title: 'Add an address',
    submit: 'Add',
    blocks: [
      textInput(FIELDS.url, 'Which address?', {
        placeholder: 'https://crm.example.com/baton',
        hint: 'I send signed JSON there, as Standard Webhooks describe it.',
        maxLength: 2_000,
        focus: true,
      }),
      multiSelectInput(
        FIELDS.events,
        'Which events?',
        EVENT_CHOICES.map(({ type, what }) => ({ value: type, text: what, description: type })),
        { optional: true, placeholder: 'All of them', hint: 'Left empty: all, also those that are added later.' },
      ),
      radioInput(
        FIELDS.personal,
        'What may it know?',
        [
          { value: WITHOUT, text: 'Only the lead', description: 'Number, stage, owner, company, source, campaign' },
          {
            value: PERSONAL,
            text: 'The person as well',
            description: 'Also name, e-mail, phone, and what was written',
          },
        ],
        { initial: WITHOUT },
      ),
    ],
  });
}

/** The secret, which is shown this once. */
export function secretModal(address: Pick<Address, 'url'>, secret: string): ModalView {
  return modal({
    callbackId: 'webhooks.secret',
    title: 'Copy this now',
    clearOnClose: true,
    blocks: [
      section(lines(md`What I send to *${hostOf(address)}* is signed with`, code(secret))),
      context(
        md`I keep the secret encrypted and can't show it again. ${code('/baton webhooks')} makes a new one, and sends a try.`,
      ),
    ],
  });
}

/** One address, and what was last sent there. */
export function addressModal(address: AddressView, deliveries: readonly Delivery[]): ModalView {
  const { id, events, isPersonal, state } = address;
  const mayGoOn = state !== 'on';
  return modal({
    callbackId: 'webhooks.look',
    title: 'Webhook',
    blocks: [
      section(
        lines(
          md`*${hostOf(address)}* (${id})`,
          standing(address),
          md`${events === undefined ? 'All events' : events.join(', ')}, ${isPersonal ? 'with' : 'without'} personal data`,
        ),
        mayGoOn
          ? button('Switch on', SWITCH_ON, { value: id, style: 'primary' })
          : button('Pause', PAUSE, { value: id }),
      ),
      actions(
        button('Send a try', TRY, { value: id }),
        button('New secret', NEW_SECRET, {
          value: id,
          confirm: {
            title: 'Make a new secret?',
            text: 'The present one goes on working, so that you can change over. The one before it ends now.',
            yes: 'Make one',
            no: 'Not now',
          },
        }),
        button('Remove', REMOVE, {
          value: id,
          style: 'danger',
          confirm: {
            title: 'Remove this address?',
            text: 'It hears of no lead any more, and what waits for it is not sent.',
            yes: 'Remove it',
            no: 'Keep it',
          },
        }),
      ),
      divider(),
      ...(deliveries.length === 0 ? [context(md`Nothing was sent yet.`)] : deliveries.map(deliveryRow)),
    ],
  });
}

function deliveryRow(delivery: Delivery) {
  const { id, type, leadNumber, createdAt, state, lastStatus, lastFault, latency, attempts, nextAt } = delivery;
  const words = joined(
    [
      md`${MARKS[state]} ${type}`,
      ...(leadNumber === undefined ? [] : [md`#${leadNumber}`]),
      when(createdAt, 'date-time', ZONE),
      ...(lastFault === undefined
        ? lastStatus === undefined
          ? []
          : [md`${lastStatus} in ${latency ?? 0} ms`]
        : [md`${attempts === 1 ? '1 try' : `${attempts} tries`}: ${lastFault}`]),
      ...(state === 'waiting' && attempts > 0 ? [md`again ${when(nextAt, 'date-time', ZONE)}`] : []),
    ],
    ' · ',
  );
  return state === 'given-up' ? section(words, button('Resend', RESEND, { value: id })) : section(words);
}

const MARKS: Readonly<Record<Delivery['state'], string>> = {
  waiting: '⏳',
  delivered: '✅',
  'given-up': '❌',
  dropped: '🗑️',
};

export const notAdminMessage = (): MessageContent =>
  refusal('Only admins let others follow the leads. Ask one of them, please.');

export const unknownAddressMessage = (): MessageContent =>
  message(md`That address is not here any more. ${code('/baton webhooks')} shows those that are.`);

export const notNowMessage = (): MessageContent =>
  message(md`That can't be done with this address as it is now. ${code('/baton webhooks')} shows how it is.`);

export const givenUpLine = (address: Address): Mrkdwn =>
  md`*${hostOf(address)}* has not taken an event for three days: ${address.lastFault ?? 'it failed'}`;

/** Something did not arrive; what comes after it is still tried. */
export const givenUpMessage = (address: Address): MessageContent =>
  message(md`${hostOf(address)} misses an event`, [
    section(md`📪 ${givenUpLine(address)}.`),
    context(
      md`I go on trying with what came later. ${code('/baton webhooks')} shows what is missing, and sends it again.`,
    ),
  ]);

export const endedLine = (address: Address): Mrkdwn =>
  address.state === 'gone'
    ? md`*${hostOf(address)}* said that it is gone (410)`
    : md`*${hostOf(address)}* has failed for five days: ${address.lastFault ?? 'it failed'}`;

/** An address hears no more of leads until somebody looks after it. */
export const endedMessage = (address: Address): MessageContent =>
  message(md`${hostOf(address)} hears no more of leads`, [
    section(md`⏸️ ${endedLine(address)}, so I have stopped telling it of leads.`),
    context(
      address.state === 'gone'
        ? md`If that is a mistake, ${code('/baton webhooks')} switches it on again, for what happens from then on.`
        : md`What happens meanwhile waits, thirty days at most. ${code('/baton webhooks')} switches it on again.`,
    ),
  ]);
