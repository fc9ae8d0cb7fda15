import { createHmac } from 'node:crypto';

/**
 * How somebody changes what they wrote without their name, and nobody ever learns whose it is.
 *
 * Each occasion, such as a retro, has one secret. Of it and a person's id their token for this occasion is made, of the token and what
 * made a text the text's id, and of the token and the id a proof that is stored with the text. Whoever has the secret can tell whose
 * a text is; without it ids and proofs are noise, and no two texts can be known to be one person's. The secret is destroyed when the
 * occasion is over, and with it every way back.
 */

/** In hexadecimal; to be kept sealed, and destroyed. */
export const newUnsignedSecret = (random: { bytes(count: number): Uint8Array }): string =>
  Buffer.from(random.bytes(SECRET_BYTES)).toString('hex');

const SECRET_BYTES = 32;

/** What somebody's texts of one occasion are made with. Never stored. */
export const tokenOf = (secret: string, personId: string): string => mac(secret, `person ${personId}`);

/** The id of the text that something has made: the same press makes the same text, and nobody sees which press it was. */
export const unsignedId = (token: string, madeFrom: string): string =>
  mac(token, `card ${madeFrom}`).slice(0, ID_LENGTH);

/** Stored with a text; only its author's token makes it again. */
export const proofOf = (token: string, id: string): string => mac(token, `proof ${id}`);

const ID_LENGTH = 32;

const mac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('hex');
