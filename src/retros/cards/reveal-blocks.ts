import type { KnownBlock } from '@slack/types';
import { context, header, section } from '../../blockkit/blocks.ts';
import { charactersOf } from '../../blockkit/fit.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { joined, lines, md, mention } from '../../blockkit/mrkdwn.ts';
import { bullets } from '../../blockkit/rich-text.ts';
import { counted } from '../../core/time-text.ts';
import { formatOf } from '../format.ts';
import type { Retro } from '../retro.ts';
import { byColumn, grouped, type RevealedCard } from './card.ts';

/** What everybody sees of the cards of a retro. */
export interface RevealView {
  readonly retro: Retro;
  readonly cards: readonly RevealedCard[];
  /** Names by the ids of people. */
  readonly people: ReadonlyMap<string, string>;
  /** What a datum is called; undefined for what is gone. */
  readonly aboutOf: (datum: string) => string | undefined;
  /** Whom it rings for: who takes part, whether they have written a card or not. */
  readonly tookPart: readonly string[];
}

/**
 * The reveal: one new reply that rings for those who take part, with all cards by column. Those that don't fit into one message
 * come in further ones, which ring for nobody.
 */
export function revealMessages(view: RevealView): readonly MessageContent[] {
  const { retro, cards, tookPart } = view;
  const title = `Retro ${retro.number ?? ''}: your cards`.replace('  ', ' ');
  const ring = joined(tookPart.map(mention), ' ');
  const count = counted(cards.length, 'card');
  const said = [md`nobody has written a card this time.`, md`here is the only card.`][cards.length];
  const news = said ?? md`here are your ${count}.`;
  const words = tookPart.length === 0 ? news : md`${ring}: ${news}`;
  const head = [
    header(title),
    section(lines(words, retro.isAnonymous && md`This retro is anonymous: nobody can look up whose a card is.`)),
  ];
  const [first = [], ...more] = pagesOf(head, sectionsOf(view));
  return [
    message(md`${title}. ${words}`, first),
    ...more.map((blocks, at) => message(md`${title}, part ${at + 2}`, blocks)),
  ];
}

/** What a part says that was needed before some cards became shorter. */
export const emptyPart = (): MessageContent => message(md`All cards stand above.`);

/** Cards about the same stand together, with what they are about above them. */
function sectionsOf({ retro, cards, people, aboutOf }: RevealView): KnownBlock[][] {
  return byColumn(formatOf(retro.format).columns, cards).flatMap(({ column, cards: theirs }) =>
    grouped(theirs).flatMap(({ datum, cards: same }, group) =>
      chunksOf(same).map((some, part) => {
        const about = datum === undefined ? undefined : aboutOf(datum);
        return [
          ...(group === 0 && part === 0 ? [section(md`*${column.name}* · ${counted(theirs.length, 'card')}`)] : []),
          ...(about === undefined || part > 0 ? [] : [context(md`${about}`)]),
          bullets(some.map((card) => piecesOf(card, people))),
        ];
      }),
    ),
  );
}

function piecesOf({ text, by }: RevealedCard, people: ReadonlyMap<string, string>) {
  const name = by === undefined ? undefined : people.get(by);
  const words = text === '' ? 'The words of this card are gone with the person they were about.' : text;
  return [{ text: words }, ...(name === undefined ? [] : [{ text: ` (${name})` }])];
}

/** So many fit into one list, whatever they say. */
const MOST_IN_LIST = 8;

const chunksOf = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / MOST_IN_LIST) }, (_, at) =>
    all.slice(at * MOST_IN_LIST, (at + 1) * MOST_IN_LIST),
  );

/** Below what a message may hold. */
const ROOM = { blocks: 45, characters: 11_000 };

function pagesOf(head: readonly KnownBlock[], sections: readonly KnownBlock[][]): KnownBlock[][] {
  const pages: KnownBlock[][] = [[...head]];
  for (const blocks of sections) {
    const last = pages.at(-1) ?? [];
    const fits = last.length + blocks.length <= ROOM.blocks && charactersOf([...last, ...blocks]) <= ROOM.characters;
    if (fits) last.push(...blocks);
    else pages.push([...blocks]);
  }
  return pages;
}
