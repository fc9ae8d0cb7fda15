import { actions, context, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { channelInput, selectInput, textInput } from '../../blockkit/inputs.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { channelLink, lines, type Mrkdwn, md } from '../../blockkit/mrkdwn.ts';
import { FIELDS } from '../blocks.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { CHANGE, deadSection, fieldsSection, OPEN_CHANGE } from '../endpoints/endpoint-blocks.ts';
import type { Watched } from './watch.ts';

export const WATCH = 'intake.watch';
export const LOOK_FOR_SENDERS = 'intake.look-who';
export const CHOOSE_SENDER = 'intake.choose-sender';
export const STOP_WATCHING = 'intake.stop-watching';

/** The id of the field with the channel in which the app posts. */
export const WATCHED = 'watched';
/** The id of the field that keeps the app, or asks for another. */
export const WHOSE = 'whose';
export const OTHER = 'other';
const SAME = 'same';

/** Where an app posts that cannot send to an address, and where its leads go. */
export function addWatchModal(channelId: string | undefined): ModalView {
  return modal({
    callbackId: WATCH,
    title: 'Watch a channel',
    submit: 'Watch',
    blocks: [
      section(md`Messages that an app posts in a channel become leads. No address of ours need be public for that.`),
      textInput(FIELDS.name, 'What is it called?', {
        placeholder: 'HubSpot',
        hint: 'Its leads show this as their source.',
        maxLength: 40,
        focus: true,
      }),
      channelInput(WATCHED, 'Where does the app post?', {}),
      channelInput(FIELDS.channel, 'Where do its leads go?', { initial: channelId }),
      context(md`What people write there is never read.`),
    ],
  });
}

/** What can be changed of a watched channel; its leads that are here stay as they are. */
export const changeWatchModal = (
  { id, name, channelId }: Endpoint,
  { channelId: watchedId, sender }: Watched,
): ModalView =>
  modal({
    callbackId: CHANGE,
    title: 'Change a watch',
    metadata: id,
    blocks: [
      textInput(FIELDS.name, 'What is it called?', { initial: name, maxLength: 40 }),
      channelInput(WATCHED, 'Where does the app post?', { initial: watchedId }),
      channelInput(FIELDS.channel, 'Where do its leads go?', { initial: channelId }),
      ...(sender === undefined
        ? []
        : [
            selectInput(
              WHOSE,
              'Whose messages are leads?',
              [
                { value: SAME, text: sender.name },
                { value: OTHER, text: 'Another app’s: ask me again' },
              ],
              { initial: SAME },
            ),
          ]),
      context(md`For another channel or app I ask again who posts there. What it sent before stays as it is.`),
    ],
  });

/** What is heard in a channel; before the app is chosen, who has posted there since. */
export function watchModal(
  endpoint: Endpoint & { readonly dead: number },
  watched: Watched,
  isChanged = false,
): ModalView {
  const { id, name, channelId } = endpoint;
  const { sender, endedAt } = watched;
  const stop = button('Stop watching', STOP_WATCHING, {
    value: id,
    label: `Stop watching the channel for ${name}`,
    confirm: {
      title: 'Stop watching?',
      text: 'Messages that come from now on make no leads. Those that are here stay.',
      yes: 'Stop',
      no: 'Not now',
    },
  });
  return modal({
    callbackId: 'intake.watched',
    title: 'Watched channel',
    blocks: [
      ...(isChanged ? [section(md`✅ Saved. It holds for what arrives from now on.`)] : []),
      section(
        lines(md`*${name}* → ${channelLink(channelId)}`, standing(watched)),
        ...(endedAt === undefined
          ? [button('Change', OPEN_CHANGE, { value: id, label: `Change name, channels or app of ${name}` })]
          : []),
      ),
      ...(sender === undefined && endedAt === undefined ? choice(endpoint, watched) : [fieldsSection(endpoint)]),
      ...(sender === undefined ? [] : [deadSection(endpoint)]),
      ...(endedAt === undefined ? [actions(stop)] : []),
    ],
  });
}

function standing({ channelId, sender, endedAt }: Watched): Mrkdwn {
  if (endedAt !== undefined) return md`I don’t watch ${channelLink(channelId)} any more.`;
  return sender === undefined
    ? md`I listen in ${channelLink(channelId)}. Let the app post a test there, then press “Look again”.`
    : md`Each message of *${sender.name}* in ${channelLink(channelId)} becomes a lead.`;
}

function choice({ id }: Endpoint, { senders }: Watched) {
  return [
    ...(senders.length === 0 ? [] : [section(md`These have posted. Whose messages are leads?`)]),
    ...senders.map(({ botId, name }) =>
      section(
        md`*${name}*`,
        button('Choose', CHOOSE_SENDER, { value: `${id}:${botId}`, label: `Messages of ${name} become leads` }),
      ),
    ),
    actions(button('Look again', LOOK_FOR_SENDERS, { value: id, style: 'primary' })),
  ];
}

export const takenMessage = (): MessageContent =>
  message(md`That app’s messages in this channel become leads already, as something else in the list.`);
