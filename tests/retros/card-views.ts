import { message } from '../../src/blockkit/message.ts';
import * as card from '../../src/retros/cards/card-blocks.ts';
import { emptyPart, type RevealView, revealMessages } from '../../src/retros/cards/reveal-blocks.ts';
import type { Views } from '../support/golden.ts';
import { GATHERING, own, retro, revealed } from './card-samples.ts';

/** What people see of writing cards; `word` is what somebody wrote. */
export function cardViews(word: string): Views {
  const unnamed = retro({ isAnonymous: true });
  const next = retro(GATHERING);
  const voting = retro({ phase: 'voting' });
  const about = `Late leads: source “${word}”`;
  const [one, two] = [own('c1', { text: word }), own('c2', { column: 'handoff', datum: 'late:source:webinar' })];
  return {
    'card-add': card.addModal({ retro: next, metadata: '{}' }),
    'card-add.about': card.addModal({ retro: retro(), about, text: word, metadata: '{"datum":"source:x"}' }),
    'card-add.draft': card.addModal({ retro: next, draft: { column: 'keep', text: word }, metadata: '{}' }),
    'card-add.unnamed': card.addModal({ retro: unnamed, metadata: '{}' }),
    'card-change': card.changeModal(retro(), one),
    'card-change.draft': card.changeModal(retro(), one, { draft: { column: 'keep', text: word } }),
    'card-change.unnamed': card.changeModal(unnamed, one),
    'card-change.shown': card.changeModal(voting, two, { about }),
    'card-kept': card.keptMessage(next, one),
    'card-kept.unnamed': card.keptMessage(unnamed, one),
    'card-changed': card.changedMessage(retro(), one),
    'card-taken-back': card.takenBackMessage(one),
    'card-taken-back.already': card.takenBackMessage(own('c1', { text: '' })),
    'card-mine.none': card.myCardsMessage([{ retro: next, cards: [] }], () => undefined),
    'card-mine.some': card.myCardsMessage(
      [
        { retro: retro(), cards: [one, two] },
        { retro: next, cards: [own('c3', { column: 'keep', text: '' })] },
      ],
      ({ datum }) => (datum === undefined ? undefined : about),
    ),
    'card-mine.offers': card.myCardsMessage([], () => undefined, [
      { key: 'ask:a1', from: 'Your ask 4, not answered yet', text: word, datum: 'ask:a1' },
      { key: 'note:s1', from: 'From your standup', text: 'The form breaks on phones', datum: undefined },
    ]),
    'card-refusal.not-offered': card.notOfferedMessage(),
    'card-mine.shown': card.myCardsMessage([{ retro: voting, cards: [one] }], () => undefined),
    'card-mine.talked-about': card.myCardsMessage(
      [{ retro: retro({ phase: 'deciding' }), cards: [one] }],
      () => undefined,
    ),
    'card-mine.many': card.myCardsMessage(
      [{ retro: unnamed, cards: Array.from({ length: 20 }, (_, at) => own(`c${at}`, { text: `${word} ${at}` })) }],
      () => undefined,
    ),
    'card-refusal.not-in-teams': card.notInTeamsMessage(),
    'card-refusal.gone': card.noCardMessage(),
    'card-refusal.shown': card.shownMessage(voting),
    'card-refusal.shown-words': card.shownMessage(voting, word),
    'card-refusal.too-many': card.tooManyMessage(next, word),
  };
}

/** What stands in somebody's message of a retro. */
export function turnViews(): Views {
  const asked = (count: number, offered: number) => message('Your part', card.countBlocks(retro(), count, offered));
  return {
    'card-turn.cards': asked(3, 0),
    'card-turn.offers': asked(0, 1),
    'card-turn.both': asked(1, 4),
    'card-turn.unnamed': message('Your part', card.uncountedBlocks(retro({ isAnonymous: true }))),
  };
}

/** What everybody sees of them. */
export function revealViews(word: string): Views {
  const view: RevealView = {
    retro: retro({ phase: 'voting' }),
    cards: [
      revealed('c1', { column: 'keep', text: word, by: 'UANN' }),
      revealed('c2', { text: 'Nobody calls on Fridays', by: 'UBEN', datum: 'late:source:webinar' }),
      revealed('c3', { text: word, by: 'UMIA' }),
      revealed('c4', { text: 'Webinar leads wait too long', datum: 'source:webinar' }),
      revealed('c5', { column: 'handoff', text: '' }),
    ],
    people: new Map([
      ['UANN', word],
      ['UBEN', 'Ben'],
      ['UMIA', 'Mia'],
    ]),
    aboutOf: () => `Late leads: source “${word}”`,
    tookPart: ['UANN', 'UBEN', 'UMIA'],
  };
  const unnamed = view.cards.map((one) => ({ ...one, by: undefined }));
  const first = (differing: Partial<RevealView>) => {
    const [message] = revealMessages({ ...view, ...differing });
    if (message === undefined) throw new Error('Nothing is shown');
    return message;
  };
  return {
    'card-reveal': first({}),
    'card-reveal.unnamed': first({ retro: retro({ phase: 'voting', isAnonymous: true }), cards: unnamed }),
    'card-reveal.one': first({ cards: view.cards.slice(0, 1) }),
    'card-reveal.none': first({ cards: [] }),
    'card-reveal.left-over': emptyPart(),
  };
}

/** As long as a reveal gets. */
export const longReveal = (word: string, cards: number): RevealView => ({
  retro: retro({ phase: 'voting' }),
  cards: Array.from({ length: cards }, (_, at) => revealed(`c${at}`, { text: word, datum: `source:${at % 30}` })),
  people: new Map(),
  aboutOf: (datum) => datum,
  tookPart: ['UANN'],
});
