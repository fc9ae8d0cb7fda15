import { actions, context, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { channelInput, textInput } from '../../blockkit/inputs.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { channelLink, code, lines, md } from '../../blockkit/mrkdwn.ts';
import { counted } from '../../core/time-text.ts';
import { FIELDS, headerInput, NEW_SECRET, secretInput, senderInput } from '../blocks.ts';
import { OPEN_DEAD } from '../dead-letters/dead-blocks.ts';
import { OPEN_FIELDS } from '../mapping/fields-blocks.ts';
import { senderName, senderOf } from '../presets/presets.ts';
import type { Endpoint } from './endpoint.ts';

export const OPEN_CHANGE = 'intake.open-change';
export const CHANGE = 'intake.change';

/** One form: what it is, and what can be done about it. */
export function endpointModal(
  endpoint: Endpoint & { readonly dead: number },
  url: string,
  isChanged = false,
): ModalView {
  const { id, name, channelId } = endpoint;
  return modal({
    callbackId: 'intake.form',
    title: 'Form',
    blocks: [
      ...(isChanged ? [section(md`✅ Saved. It holds for what arrives from now on.`)] : []),
      section(
        lines(md`*${name}* → ${channelLink(channelId)}`, md`${senderName(senderOf(endpoint))}`, code(url)),
        button('Change', OPEN_CHANGE, { value: id, label: `Change name, channel or signing of ${name}` }),
      ),
      fieldsSection(endpoint),
      deadSection(endpoint),
      actions(
        button('New secret', NEW_SECRET, {
          value: id,
          label: `New secret for ${name}`,
          confirm: {
            title: 'Make a new secret?',
            text: 'The present one goes on working, so that you can change over. The one before it ends now.',
            yes: 'Make one',
            no: 'Not now',
          },
        }),
      ),
    ],
  });
}

/** Where the fields of its leads are read from. */
export function fieldsSection({ id, name, mapping, version }: Endpoint) {
  const hasOwn = mapping !== undefined && mapping !== null;
  return section(
    lines(
      md`*Fields*`,
      hasOwn ? md`Chosen by an admin, version ${version}.` : md`I look for the usual names: e-mail, name, company …`,
    ),
    button('Choose', OPEN_FIELDS, { value: id, label: `Choose which part of what ${name} sends is which field` }),
  );
}

/** What it sent that made no lead. */
export function deadSection({ id, name, dead }: Endpoint & { readonly dead: number }) {
  return section(
    lines(
      md`*Not understood*`,
      dead === 0 ? md`Nothing.` : md`${counted(dead, 'delivery').replace('deliverys', 'deliveries')} made no lead.`,
    ),
    ...(dead === 0 ? [] : [button('Look', OPEN_DEAD, { value: id, label: `What ${name} sent that made no lead` })]),
  );
}

/** What can be changed of a form; its address stays. */
export function changeModal(endpoint: Endpoint): ModalView {
  return modal({
    callbackId: CHANGE,
    title: 'Change a form',
    metadata: endpoint.id,
    blocks: [
      textInput(FIELDS.name, 'What is it called?', { initial: endpoint.name, maxLength: 40 }),
      channelInput(FIELDS.channel, 'Where do its leads go?', { initial: endpoint.channelId }),
      senderInput(senderOf(endpoint)),
      headerInput(endpoint.signing.header),
      secretInput('Left empty, the present one stays.'),
      context(md`Its address stays, and leads that are here already stay as they are.`),
    ],
  });
}
