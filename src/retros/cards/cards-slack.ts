import { z } from 'zod';
import type { ModalValues } from '../../blockkit/values.ts';
import { datumFrom, datumWords } from '../../core/datum.ts';
import { asTyped } from '../../core/slack-markup.ts';
import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Listeners } from '../../platform/slack/listeners/listeners.ts';
import { formatOf, typedCard } from '../format.ts';
import { changePlace, LONGEST_CARD, type OwnCard, seenAs } from './card.ts';
import {
  ADD_CARD,
  ADD_IT,
  addModal,
  CARD_FIELDS,
  CHANGE_CARD,
  CHANGE_IT,
  cardIn,
  changedMessage,
  changeModal,
  emptyCard,
  keptMessage,
  MY_CARDS,
  myCardsMessage,
  noCardMessage,
  notInTeamsMessage,
  notOfferedMessage,
  REACT,
  shownMessage,
  TAKE_CARD_BACK,
  TAKE_OFFER,
  takenBackMessage,
  tooManyMessage,
} from './card-blocks.ts';
import type { CardOffers } from './card-offers-service.ts';
import type { Changed } from './cards-changing-service.ts';
import type { CardActor } from './cards-ports-service.ts';
import type { Cards } from './cards-service.ts';
import type { Written } from './cards-writing-service.ts';

/** Writing cards for retros. */
export function cardListeners(cards: Cards, offers: CardOffers): Listeners<CardActor> {
  return {
    commands: [
      {
        command: '/retro',
        word: 'add',
        usage: '[column: text]',
        summary: 'write a card for the next retro, any day',
        async run({ actor, text }) {
          if (text === '') return open(actor, {});
          if (text.length > LONGEST_CARD) return open(actor, { text });
          const { format } = await cards.openRetro(actor);
          const { column, text: words } = typedCard(formatOf(format), text);
          return written(await cards.write(actor, { column: column.id, text: words }), words);
        },
      },
      {
        command: '/retro',
        word: 'cards',
        usage: '',
        summary: 'your own cards, to change or take back',
        run: ({ actor }) => mine(actor),
      },
    ],

    actions: {
      [ADD_CARD]: ({ actor, message }) => open(actor, { isInTurn: message !== undefined && !message.isEphemeral }),
      [CARD_FIELDS.text]: keep,
      [REACT]: ({ actor, value }) => open(actor, { datum: value }),
      [MY_CARDS]: ({ actor }) => mine(actor),
      async [CHANGE_CARD]({ actor, value }) {
        const found = await cards.ownById(actor, value);
        if (found === undefined) return say(noCardMessage());
        if (!CHANGEABLE.has(found.retro.phase)) return say(shownMessage(found.retro));
        const { retro, card } = found;
        const draft = retro.isAnonymous ? undefined : await cards.drafts.find(actor, changePlace(card.id));
        return { kind: 'open', view: changeModal(retro, card, { about: await aboutOf(card.datum), draft }) };
      },
      async [TAKE_CARD_BACK]({ actor, value, message }) {
        const { id, seen } = cardIn(value);
        const outcome = await cards.takeBack(actor, id, seen);
        if (outcome.kind !== 'taken-back') return changed(outcome);
        const words = takenBackMessage(outcome.card);
        return message?.isEphemeral ? { kind: 'replace', message: words } : say(words);
      },
      async [TAKE_OFFER]({ actor, value, message }) {
        if (!isInTeams(actor)) return say(notInTeamsMessage());
        const outcome = await offers.take(actor, value);
        if (outcome === undefined) return say(notOfferedMessage());
        if (outcome.kind !== 'added') return written(outcome, '');
        const list = await mine(actor);
        return message?.isEphemeral && list.kind === 'say' ? { kind: 'replace', message: list.message } : list;
      },
    },

    views: {
      async [ADD_IT]({ actor, metadata, values, viewId }) {
        const words = wordsIn(values);
        if (words === undefined) return errors({ [CARD_FIELDS.text]: emptyCard });
        const { datum, isInTurn, place } = placeIn(metadata);
        const outcome = await cards.write(actor, { ...words, datum }, { place, viewId });
        // Where they came from their cards are counted, unless they name nobody.
        const isSeen = isInTurn && outcome.kind === 'added' && !outcome.retro.isAnonymous;
        return isSeen ? { kind: 'close' } : written(outcome, words.text);
      },
      async [CHANGE_IT]({ actor, metadata, values, viewId }) {
        const words = wordsIn(values);
        if (words === undefined) return errors({ [CARD_FIELDS.text]: emptyCard });
        const { id, seen } = cardIn(metadata);
        return changed(await cards.change(actor, id, seen, words, viewId), words.text);
      },
    },

    messageShortcuts: {
      // Not where the message stands: of a card without a name that would say who could have read it.
      'retro.add_message': ({ actor, message }) => open(actor, { text: message && asTyped(message.text) }),
    },
  };

  async function open(
    actor: CardActor,
    { datum, text, isInTurn }: { datum?: string; text?: string | undefined; isInTurn?: boolean },
  ): Promise<Answer> {
    if (!isInTeams(actor)) return say(notInTeamsMessage());
    const retro = await cards.openRetro(actor);
    const about = await aboutOf(datum);
    const from = text === undefined ? undefined : seenAs({ column: '', text });
    const metadata = JSON.stringify({
      ...(about !== undefined && { datum }),
      ...(from !== undefined && { from }),
      ...(isInTurn && { isInTurn }),
    });
    const draft = retro.isAnonymous ? undefined : await cards.drafts.find(actor, placeIn(metadata).place);
    return { kind: 'open', view: addModal({ retro, about, text: text?.slice(0, LONGEST_CARD), draft, metadata }) };
  }

  /** What is typed in the window is kept as it comes; whoever has such a field anywhere else begins anew. */
  async function keep({ actor, view }: ActionCall<CardActor>): Promise<Answer> {
    if (view === undefined) return open(actor, {});
    const { callbackId, metadata } = view;
    const place = callbackId === CHANGE_IT ? changePlace(cardIn(metadata).id) : placeIn(metadata).place;
    const words = { column: view.values.option(CARD_FIELDS.column), text: view.values.text(CARD_FIELDS.text) ?? '' };
    await cards.drafts.keep(actor, { place, viewId: view.id }, words);
    return { kind: 'nothing' };
  }

  async function mine(actor: CardActor): Promise<Answer> {
    if (!isInTeams(actor)) return say(notInTeamsMessage());
    const all = await cards.mine(actor);
    const about = new Map<string, string | undefined>();
    for (const { datum } of all.flatMap((one) => one.cards))
      if (datum !== undefined) about.set(datum, await aboutOf(datum));
    const aboutCard = ({ datum }: OwnCard) => (datum === undefined ? undefined : about.get(datum));
    return say(myCardsMessage(all, aboutCard, await offers.of(actor)));
  }

  async function aboutOf(datum: string | undefined): Promise<string | undefined> {
    if (datum === undefined || datumFrom(datum) === undefined) return undefined;
    const { leads, asks } = await cards.namesOf([datum]);
    return datumWords(datum, { lead: (id) => leads.get(id), ask: (id) => asks.get(id) });
  }
}

const isInTeams = ({ teams, manages }: CardActor): boolean => teams.length + manages.length > 0;

const CHANGEABLE: ReadonlySet<string> = new Set(['gathering', 'collecting', 'voting']);

function written(outcome: Written, text: string): Answer {
  if (outcome.kind === 'not-in-teams') return say(notInTeamsMessage());
  if (outcome.kind === 'too-many') return say(tooManyMessage(outcome.retro, text));
  return say(keptMessage(outcome.retro, outcome.card));
}

function changed(outcome: Changed, text?: string): Answer {
  if (outcome.kind === 'not-found') return say(noCardMessage());
  if (outcome.kind === 'shown') return say(shownMessage(outcome.retro, text));
  return say(changedMessage(outcome.retro, outcome.card));
}

function wordsIn(values: ModalValues): { readonly column: string; readonly text: string } | undefined {
  const text = values.text(CARD_FIELDS.text);
  return text === undefined ? undefined : { column: values.option(CARD_FIELDS.column) ?? '', text };
}

/** What the form of a card remembers; of anything else nothing. `place` is what it was opened for: what its draft is kept by. */
function placeIn(metadata: string): {
  readonly datum: string | undefined;
  readonly isInTurn: boolean;
  readonly place: string;
} {
  const remembered = remembering.safeParse(jsonIn(metadata)).data ?? {};
  const { from, isInTurn = false } = remembered;
  const datum = remembered.datum !== undefined && datumFrom(remembered.datum) ? remembered.datum : undefined;
  return { datum, isInTurn, place: datum ?? (from === undefined ? 'card' : `text:${from}`) };
}

const remembering = z.object({
  datum: z.string().optional(),
  /** Which words it began with. */
  from: z.string().max(20).optional(),
  isInTurn: z.boolean().optional(),
});

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
