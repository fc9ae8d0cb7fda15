import { createHmac } from 'node:crypto';

/**
 * How somebody changes a card that names nobody, and nobody ever learns whose it is.
 *
 * Each retro has one secret. Of it and a person's id their token for this retro is made, of the token and the press that made a card
 * the card's id, and of the token and the id a proof that is stored with the card. Whoever has the secret can tell whose a card is;
 * without it ids and proofs are noise, and no two cards can be known to be one person's. The secret is destroyed when the retro
 * is over, and with it every way back.
 */

/** What somebody's cards of one retro are made with. Never stored. */
export const tokenOf = (secret: string, personId: string): string => mac(secret, `person ${personId}`);

/** The id of the card that a press has made: the same press makes the same card, and nobody sees which press it was. */
export const unsignedId = (token: string, madeFrom: string): string =>
  mac(token, `card ${madeFrom}`).slice(0, ID_LENGTH);

/** Stored with a card; only its author's token makes it again. */
export const proofOf = (token: string, cardId: string): string => mac(token, `proof ${cardId}`);

const ID_LENGTH = 32;

const mac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('hex');
