import { joined, link, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import type { Piece } from '../blockkit/rich-text.ts';
import { type Fact, introOf, restOf } from './fact.ts';
import type { CardAddresses } from './standing.ts';

/** A fact as a row of a list; the name of a lead leads to its card, where that has been posted. */
export function factPieces(fact: Fact, cards: CardAddresses): readonly Piece[] {
  const { title, detail, leads } = fact;
  if (leads.length === 0) return [{ text: `${title}: ${detail}` }];
  const names = leads.flatMap(({ leadId, name }, at) => [
    ...(at === 0 ? [] : [{ text: ', ' }]),
    { text: name, url: cards.get(leadId) },
  ]);
  const rest = restOf(fact);
  return [{ text: `${title}: ${introOf(fact)}` }, ...names, ...(rest === '' ? [] : [{ text: rest }])];
}

/** The same within a sentence. */
export function factWords(fact: Fact, cards: CardAddresses): Mrkdwn {
  const { title, detail, leads, leadIds } = fact;
  if (leads.length === 0) return md`${title}: ${detail}`;
  const names = joined(
    leads.map((lead) => leadWords(lead, cards)),
    ', ',
  );
  const start = detail === '' ? md`${title}: ${names}` : md`${title}: ${detail}: ${names}`;
  return leadIds.length > leads.length ? md`${start} and ${leadIds.length - leads.length} more` : start;
}

/** A lead's name, as a link to its card if that is known. */
export function leadWords(
  { leadId, name }: { readonly leadId?: string | undefined; readonly name: string },
  cards: CardAddresses,
): Mrkdwn {
  const address = leadId === undefined ? undefined : cards.get(leadId);
  return address === undefined ? md`${name}` : link(address, name);
}
