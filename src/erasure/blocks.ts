import { context, section } from '../blockkit/blocks.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { code, lines, md } from '../blockkit/mrkdwn.ts';

export const ERASE = 'erasure.erase';

/** Asks before a person is forgotten: nothing brings them back. */
export const confirmModal = (leadId: string, name: string): ModalView =>
  modal({
    callbackId: ERASE,
    title: 'Erase a person',
    submit: 'Erase',
    metadata: leadId,
    blocks: [
      section(md`Forget who is behind *${name}*?`),
      section(
        md`Name, e-mail, phone, their words, what the form sent, and what colleagues wrote about the lead go for good, here and in my messages. The lead stays in all counts, with its company, source and campaign.`,
      ),
      context(
        md`What people wrote elsewhere in Slack stays: search for the name. If they have sent several leads, whoever runs me erases them all: ${code('npm run baton -- erase jane@example.com')}.`,
      ),
    ],
  });

export const erasedModal = (name: string): ModalView =>
  modal({
    callbackId: 'erasure.erased',
    title: 'Erased',
    blocks: [section(md`I have forgotten who is behind *${name}*. My messages about it follow in a moment.`)],
  });

export const notAllowedMessage = (): MessageContent =>
  refusal('Only managers and admins erase people, because nothing brings them back. Ask one of them, please.');

/** Several leads may be meant; each by its number and company. */
export const whichMessage = (names: readonly string[]): MessageContent =>
  message(
    lines(
      md`Which one do you mean? Type its number: ${code('/lead erase 12')}.`,
      ...names.map((name) => md`• *${name}*`),
    ),
  );

export const unknownMessage = (): MessageContent =>
  message(
    md`I don’t know that lead. Try its number, which is on its card, or the beginning of its company: ${code('/lead erase 12')}.`,
  );
