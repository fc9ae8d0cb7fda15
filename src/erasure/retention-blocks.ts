import { context, section } from '../blockkit/blocks.ts';
import { selectInput } from '../blockkit/inputs.ts';
import { type MessageContent, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { code, joined, type Mrkdwn, md, when } from '../blockkit/mrkdwn.ts';
import { counted } from '../core/time-text.ts';
import { type Kept, MONTHS, type Outlook, type Retention } from './retention.ts';

export const PRIVACY = 'erasure.privacy';
export const PRIVACY_SURE = 'erasure.privacy_sure';

export const FIELDS = { person: 'person', words: 'words' } as const satisfies Record<Kept, string>;

const ALWAYS = 'always';

/** For how long leads are remembered. */
export const privacyModal = ({ person, words }: Retention): ModalView =>
  modal({
    callbackId: PRIVACY,
    title: 'Privacy',
    blocks: [
      section(
        md`I can forget a lead by myself when nothing has happened to it for a long time. It stays in all counts, with its company, source, campaign, owner and outcome.`,
      ),
      selectInput(FIELDS.person, 'Who it was', CHOICES, {
        initial: String(person ?? ALWAYS),
        hint: 'Name, e-mail, phone, and everything below.',
      }),
      selectInput(FIELDS.words, 'What was written', CHOICES, {
        initial: String(words ?? ALWAYS),
        hint: 'Their message, the rest of the form, and your notes about the lead.',
      }),
      context(md`A lead on the later shelf is kept until it has come back. What forms send is kept for 30 days only.`),
    ],
  });

const CHOICES = [
  { value: ALWAYS, text: 'Keep it' },
  ...MONTHS.map((months) => ({ value: String(months), text: `Forget it after ${months} months` })),
];

/** What was chosen; undefined for what no choice of ours says. */
export function monthsFrom(option: string | undefined): number | undefined {
  return MONTHS.find((months) => String(months) === option);
}

/** Asks once more before the first night in which something goes for good. */
export const sureModal = (wish: Retention, { at, zone, persons, words }: Outlook): ModalView =>
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
  refusal('Only admins decide how long leads are remembered. Ask one of them, please.');
