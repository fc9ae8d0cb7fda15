import type { KnownBlock } from '@slack/types';
import { actions, context, divider, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { selectInput } from '../../blockkit/inputs.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { code, lines, md, when } from '../../blockkit/mrkdwn.ts';
import type { Instant } from '../../core/instants.ts';
import type { Arrived } from '../arrived.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { CHANNEL } from '../presets/preset-channel.ts';
import type { Choices } from './choices.ts';
import type { MappedName } from './mapping-names.ts';

export const OPEN_FIELDS = 'intake.open-fields';
export const LOOK_AGAIN = 'intake.look-again';
export const CHOOSE = 'intake.choose-fields';
export const SAVE_FIELDS = 'intake.save-fields';

export const NONE = 'none';
export const KEEP = 'keep';

/** What the fields of a lead are called on a screen, those that matter most first. */
export const FIELD_LABELS: ReadonlyMap<MappedName, string> = new Map([
  ['email', 'E-mail'],
  ['phone', 'Phone'],
  ['contactName', 'Name'],
  ['firstName', 'First name'],
  ['lastName', 'Last name'],
  ['company', 'Company'],
  ['message', 'What they ask for'],
  ['campaign', 'Campaign'],
  ['source', 'Source'],
  ['persona', 'Role'],
  ['region', 'Region'],
  ['score', 'Score'],
  ['ownerEmail', 'Owner’s e-mail'],
  ['crmUrl', 'Link to the CRM'],
  ['externalId', 'Id in the CRM'],
]);

/** Nothing has arrived that one could choose from. */
export function waitingModal({ id, name, preset }: Pick<Endpoint, 'id' | 'name' | 'preset'>, url: string): ModalView {
  return modal({
    callbackId: 'intake.waiting',
    title: 'Choose fields',
    blocks: [
      section(
        lines(
          md`*${name}* has sent nothing yet that I can read.`,
          ...(preset === CHANNEL
            ? [md`Let its app post a message in the channel that I watch.`]
            : [md`Fill the form in yourself, or press “Send a test” at its sender. It sends to`, code(url)]),
        ),
      ),
      actions(button('Look again', LOOK_AGAIN, { value: id, style: 'primary' })),
    ],
  });
}

/** A menu for each field of a lead, with what arrived last. */
export function fieldsModal(
  { name }: Pick<Endpoint, 'name'>,
  { arrived, choices, receivedAt }: { arrived: readonly Arrived[]; choices: Choices; receivedAt: Instant },
  metadata: string,
): ModalView {
  const offered = arrived.map(({ path, sample }, at) => ({ value: String(at), text: `${short(path)}: ${sample}` }));
  return modal({
    callbackId: CHOOSE,
    title: 'Choose fields',
    submit: 'Preview',
    metadata,
    blocks: [
      section(md`What did *${name}* send where? This arrived last, ${when(receivedAt, 'date-time', 'UTC')}.`),
      ...[...FIELD_LABELS].map(([field, label]) => {
        const chosen = choices[field];
        const keep = chosen === KEEP ? [{ value: KEEP, text: 'As it is read now' }] : [];
        const options = [{ value: NONE, text: '–' }, ...keep, ...offered];
        return selectInput(field, label, options, {
          optional: true,
          initial: chosen === undefined ? NONE : String(chosen),
        });
      }),
    ],
  });
}

/** The card that the last delivery would have made, or why it would make none; Save keeps the choice. */
export function previewModal(
  fields: readonly (readonly [label: string, value: string])[],
  card: readonly KnownBlock[] | { readonly reason: string },
  metadata: string,
): ModalView {
  const known = fields.map(([label, value]) => md`${label}: ${value}`);
  return modal({
    callbackId: SAVE_FIELDS,
    title: 'Preview',
    submit: 'Save',
    metadata,
    blocks: [
      ...('reason' in card
        ? [section(md`⚠️ That delivery would make no lead: ${card.reason}.`)]
        : [section(md`The card would say:`), divider(), ...card.filter(({ type }) => type !== 'actions'), divider()]),
      ...(known.length > 0 ? [section(md`What I read`), ...known.map((one) => section(one))] : []),
      context(md`Saved, it holds for what arrives from now on; what was not understood can be tried again.`),
    ],
  });
}

const LONGEST_PATH = 35;

/** The end of a path says most. */
const short = (path: string): string => (path.length <= LONGEST_PATH ? path : `…${path.slice(1 - LONGEST_PATH)}`);
