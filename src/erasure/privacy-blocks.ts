import { context, divider, section } from '../blockkit/blocks.ts';
import { checkboxesInput, selectInput } from '../blockkit/inputs.ts';
import { type MessageContent, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { code, joined, type Mrkdwn, md, when } from '../blockkit/mrkdwn.ts';
import { PERSONAL_FIELDS, type PersonalField, type Seen, type ShownFields } from '../core/shown-fields.ts';
import { counted } from '../core/time-text.ts';
import { MONTHS, type Outlook, type Privacy } from './retention.ts';

export const PRIVACY = 'erasure.privacy';
export const PRIVACY_SURE = 'erasure.privacy_sure';

export const FIELDS = { atOnce: 'at-once', claimed: 'claimed', person: 'person', words: 'words' } as const;

const ALWAYS = 'always';

/** What channels see of a person, and for how long leads are remembered. */
export const privacyModal = ({ retention: { person, words }, shown }: Privacy): ModalView =>
  modal({
    callbackId: PRIVACY,
    title: 'Privacy',
    blocks: [
      section(
        md`*What the channel sees of the person behind a lead.* Cards change with the next thing that happens to them.`,
      ),
      checkboxesInput(FIELDS.atOnce, 'At once', LABELS, { initial: seenAt(shown, 'at-once'), optional: true }),
      checkboxesInput(FIELDS.claimed, 'Once somebody has claimed it', LABELS, {
        initial: seenAt(shown, 'claimed'),
        optional: true,
        hint: 'What is ticked nowhere only its owner sees. Addresses and numbers stay hidden in their message, too.',
      }),
      divider(),
      section(
        md`*What I forget by myself* when nothing has happened to a lead for a long time. It stays in all counts, with its company, source, campaign, owner and outcome.`,
      ),
      selectInput(FIELDS.person, 'Who it was', MONTHS_CHOICES, {
        initial: String(person ?? ALWAYS),
        hint: 'Name, e-mail, phone, and everything below.',
      }),
      selectInput(FIELDS.words, 'What was written', MONTHS_CHOICES, {
        initial: String(words ?? ALWAYS),
        hint: 'Their message, the rest of the form, and your notes about the lead.',
      }),
      context(md`A lead on the later shelf is kept until it has come back. What forms send is kept for 30 days only.`),
    ],
  });

const LABELS: readonly { readonly value: PersonalField; readonly text: string }[] = [
  { value: 'contactName', text: 'Name' },
  { value: 'email', text: 'E-mail' },
  { value: 'phone', text: 'Phone' },
  { value: 'message', text: 'Their message' },
];

const seenAt = (shown: ShownFields, when: Seen): readonly string[] =>
  PERSONAL_FIELDS.filter((field) => shown[field] === when);

const MONTHS_CHOICES = [
  { value: ALWAYS, text: 'Keep it' },
  ...MONTHS.map((months) => ({ value: String(months), text: `Forget it after ${months} months` })),
];

/** What was ticked: at once goes before later, and what is ticked nowhere is the owner's. */
export function shownFrom(atOnce: readonly string[], claimed: readonly string[]): ShownFields {
  const when = (field: PersonalField): Seen => {
    if (atOnce.includes(field)) return 'at-once';
    return claimed.includes(field) ? 'claimed' : 'owner';
  };
  return { contactName: when('contactName'), email: when('email'), phone: when('phone'), message: when('message') };
}

/** What was chosen; undefined for what no choice of ours says. */
export function monthsFrom(option: string | undefined): number | undefined {
  return MONTHS.find((months) => String(months) === option);
}

/** Asks once more before the first night in which something goes for good. */
export const sureModal = (wish: Privacy, { at, zone, persons, words }: Outlook): ModalView =>
  modal({
    callbackId: PRIVACY_SURE,
    title: 'Forget old leads?',
    submit: 'Yes, forget them',
    metadata: JSON.stringify(wish),
    blocks: [
      section(md`From ${when(at, 'date-time', zone)} on I forget ${joined(partsOf(persons, words), ' and ')}.`),
      section(md`Nothing brings them back. Until then you can change your mind: ${code('/baton privacy')}.`),
      context(md`At most 1,000 leads a night. Backups that were made before still hold them.`),
    ],
  });

function partsOf(persons: number, words: number): readonly Mrkdwn[] {
  return [
    ...(persons === 0 ? [] : [md`who was behind *${counted(persons, 'lead')}*`]),
    ...(words === 0 ? [] : [md`what was written about *${counted(words, 'lead')}*`]),
  ];
}

export const notAdminMessage = (): MessageContent =>
  refusal('Only admins decide what is seen and kept of the people behind leads. Ask one of them, please.');
