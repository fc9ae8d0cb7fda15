import type { Side } from '../../src/core/verdict.ts';
import type { CastDot } from '../../src/retros/voting/tally.ts';

/** "s1:aab": the first seller has put two dots on the first of these topics, and one on the second. */
export const cast = (topicIds: readonly string[], ...ballots: string[]): CastDot[] =>
  ballots.flatMap((ballot) => {
    const [voterId = '', letters = ''] = ballot.split(':');
    const side: Side = voterId.startsWith('s') ? 'sales' : 'marketing';
    return letters.split('').map((letter) => ({
      topicId: topicIds[letter.charCodeAt(0) - 'a'.charCodeAt(0)] ?? letter,
      voterId,
      side,
    }));
  });
