import { ASSIGN, MENU } from '../src/leads/card/card-blocks.ts';
import { FIELDS } from '../src/leads/modal-blocks.ts';
import { CAST } from './company.ts';
import type { Deed, HistoricLead, LeadStory } from './history-story.ts';
import type { Stage } from './page/stage.ts';
import type { PersonAtSlack } from './server/people/person.ts';
import type { SeenMessage, SeenView } from './server/seen.ts';

/** With what a week is lived. */
export type Scenery = Pick<Stage, 'slack' | 'sendLead'>;

/** Brings a lead in, as it came. Throws if it was not taken. */
export async function arrive(scenery: Scenery, { lead, added }: LeadStory): Promise<void> {
  if (added === undefined) return send(scenery, lead);
  const { slack } = scenery;
  const by = slack.person(added.by);
  if (added.from === 'modal') await fine(by.shortcut('lead.new'));
  else {
    const written = by.sees(CAST.leadsChannel).find(({ text }) => text.startsWith(added.beginning));
    await fine(by.messageShortcut(there(written, `message “${added.beginning}”`), 'lead.from_message'));
  }
  const form = await modalOf(scenery, by);
  const { company, name, email, message } = lead;
  const typed = { [FIELDS.company]: company, [FIELDS.contactName]: name, [FIELDS.email]: email };
  // What the message says is in the modal already.
  await fine(by.submit(form, added.from === 'modal' ? { ...typed, [FIELDS.message]: message } : typed));
  await by.closeAll();
}

async function send({ sendLead }: Scenery, lead: HistoricLead): Promise<void> {
  const { isAccepted, says } = await sendLead(JSON.stringify(lead));
  if (!isAccepted) throw new Error(says);
}

/** Lets somebody do something with a company's lead. Throws if what they would press isn't there. */
export async function act(scenery: Scenery, who: string, deed: Deed, company: string): Promise<void> {
  const person = scenery.slack.person(who);
  switch (deed.kind) {
    case 'claim':
      return claim(person, deed.by, company);
    case 'contact': {
      const dm = directMessage(person, company, 'Reached');
      return fine(deed.how === 'Met' ? person.choose(dm, MENU, deed.how) : person.press(dm, deed.how));
    }
    case 'release': {
      await fine(person.choose(directMessage(person, company, 'Reached'), MENU, 'Release'));
      return submit(scenery, person, { [FIELDS.reason]: deed.reason });
    }
    case 'assign': {
      await fine(person.press(directMessage(person, company, 'Assign'), ASSIGN));
      return submit(scenery, person, { [FIELDS.person]: deed.to });
    }
    case 'reply': {
      const { channel, ts } = cardOf(person, company);
      person.write(deed.text, channel, { threadTs: ts });
    }
  }
}

function claim(person: PersonAtSlack, by: Extract<Deed, { kind: 'claim' }>['by'], company: string): Promise<void> {
  const card = cardOf(person, company);
  if (by === 'command') return fine(person.type(`/lead claim ${numberOn(card)}`, card.channel));
  // Several reminders at once are one message in the channel, without a button: then the card is pressed after all.
  const reminder = person.thread(card).findLast(({ ts, buttons }) => ts !== card.ts && buttons.includes('Claim'));
  return fine(person.press(by === 'reminder' ? (reminder ?? card) : card, 'Claim'));
}

async function submit(scenery: Scenery, person: PersonAtSlack, entries: Record<string, string>): Promise<void> {
  await fine(person.submit(await modalOf(scenery, person), entries));
  if (person.view() !== undefined) await person.closeAll();
}

export const modalOf = ({ slack }: Scenery, person: PersonAtSlack): Promise<SeenView> =>
  slack.until(() => person.view(), { what: `a modal before ${person.id}` });

/** The lead's card as this person sees it now. */
const cardOf = (person: PersonAtSlack, company: string): SeenMessage =>
  there(
    person
      .sees(CAST.leadsChannel)
      .find(({ fromBot, isEphemeral, says }) => fromBot && !isEphemeral && headline(says) === company),
    `card of ${company} before ${person.id}`,
  );

/** The newest message from the bot about a lead that offers this. */
const directMessage = (person: PersonAtSlack, company: string, button: string): SeenMessage =>
  there(
    person.dms().findLast(({ says, buttons }) => says.includes(company) && buttons.includes(button)),
    `message with “${button}” about ${company} for ${person.id}`,
  );

/** The newest message from the bot that offers this, about something if that is said. */
export const newestDirectMessage = (person: PersonAtSlack, button: string, about = ''): SeenMessage =>
  there(
    person
      .dms()
      .findLast(({ says, buttons, isEphemeral }) => !isEphemeral && says.includes(about) && buttons.includes(button)),
    `message with “${button}” for ${person.id}`,
  );

const headline = (says: string): string | undefined => /^#\d+ (.*)$/m.exec(says)?.[1];

const numberOn = ({ says }: SeenMessage): string => /^#(\d+)/.exec(says)?.[1] ?? '';

function there<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`There is no ${what}.`);
  return found;
}

/** Throws for what Slack or the bot did not accept. */
export async function fine(reaction: Promise<{ readonly kind: string }>): Promise<void> {
  const outcome = await reaction;
  if (['failed', 'incomplete', 'errors'].includes(outcome.kind)) throw new Error(JSON.stringify(outcome));
}
