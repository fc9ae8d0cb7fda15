import { CAST } from './company.ts';
import { fine, modalOf, newestDirectMessage, type Scenery } from './history-deeds.ts';
import type { StandupDeed } from './history-standups.ts';
import type { PersonAtSlack } from './server/people/person.ts';
import type { SeenMessage } from './server/seen.ts';

/** Lets somebody do something with their standup. Throws if what they would press isn't there. */
export async function actOnStandup(scenery: Scenery, who: string, deed: StandupDeed): Promise<void> {
  const person = scenery.slack.person(who);
  const prompt = () => newestDirectMessage(person, 'Skip');
  switch (deed.kind) {
    case 'switch on': {
      await fine(person.type('/standup setup', CAST.standupChannel));
      await fine(person.submit(await modalOf(scenery, person), { 'standup-setup.channel': CAST.standupChannel }));
      return person.closeAll();
    }
    case 'post': {
      const message = prompt();
      return fine(person.press(message, message.buttons.includes('Post it') ? 'Post it' : 'Nothing today'));
    }
    case 'edit and post': {
      await fine(person.press(prompt(), 'Edit'));
      return fine(person.submit(await modalOf(scenery, person), { today: deed.today }));
    }
    case 'skip':
      return fine(person.press(prompt(), 'Skip'));
    case 'ask': {
      await fine(person.type('/baton asks new'));
      const form = await modalOf(scenery, person);
      await fine(person.submit(form, { text: deed.text }));
      if (person.view() !== undefined) await person.closeAll();
      return;
    }
    case 'answer': {
      // In the day's message of the channel, then in their own list.
      await fine(person.press(withButton(person, 'Take it', deed.ask), 'Take it'));
      await fine(person.type('/baton asks', CAST.standupChannel));
      const list = await scenery.slack.until(() => ephemeralWith(person, 'Answer'), { what: `the asks of ${who}` });
      await fine(person.press(list, 'Answer'));
      await fine(person.submit(await modalOf(scenery, person), { answer: deed.text }));
      if (person.view() !== undefined) await person.closeAll();
    }
  }
}

const withButton = (person: PersonAtSlack, button: string, about: string): SeenMessage => {
  const found = person
    .sees(CAST.standupChannel)
    .findLast(({ says, buttons }) => says.includes(about) && buttons.includes(button));
  if (found === undefined) throw new Error(`#standup offers ${person.id} no “${button}”.`);
  return found;
};

const ephemeralWith = (person: PersonAtSlack, button: string): SeenMessage | undefined =>
  person.sees(CAST.standupChannel).findLast(({ isEphemeral, buttons }) => isEphemeral && buttons.includes(button));
