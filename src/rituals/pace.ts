import { type Duration, HOUR, type Instant } from '../core/instants.ts';

/** Says whose turn it is to be asked or reminded, so that all of them together keep one pace (DEL-6). */
export interface Pace {
  /** Undefined if this slot may go now; else when it is to come again: that turn is kept for it. */
  turnOf(slotId: string, now: Instant): Instant | undefined;
}

/** So many turns may be made up for at once: what comes a little late doesn't hold up those behind it, and a lead waits no longer than that. */
const MADE_UP_FOR = 2;

/** A turn that nobody has come for is forgotten: its slot has settled meanwhile. */
const KEPT_FOR = HOUR;

/**
 * One queue for whatever is due, and for whatever reason: the prompts of one standup come one after the other already, but those of
 * several at one minute, those that are overdue after an outage and reminders come together. `paceMs` lies between two turns.
 * It is kept in memory, because only one process asks at a time (DEL-2).
 */
export function createPace(paceMs: Duration): Pace {
  const turns = new Map<string, Instant>();
  /** The first turn that nobody has. */
  let nextTurn: Instant = 0;
  /** When the next one may go if all went evenly. */
  let freeAt: Instant = 0;
  let seenAt: Instant = 0;
  const earliest = MADE_UP_FOR * paceMs;

  return {
    turnOf(slotId, now) {
      followClock(now);
      const own = turns.get(slotId);
      turns.delete(slotId);
      const turn = own ?? take(now);
      if (turn - now > earliest) return keep(slotId, turn);
      // Something held all of them up, and turns have passed without anybody going.
      if (freeAt - now > earliest) return keep(slotId, take(now));
      freeAt = Math.max(freeAt, now) + paceMs;
      return undefined;
    },
  };

  function take(now: Instant): Instant {
    const turn = Math.max(nextTurn, now);
    nextTurn = turn + paceMs;
    return turn;
  }

  function keep(slotId: string, turn: Instant): Instant {
    turns.set(slotId, turn);
    return turn;
  }

  /** Turns that a clock gave which was then set back would be far away. */
  function followClock(now: Instant): void {
    if (now < seenAt) {
      turns.clear();
      nextTurn = now;
      freeAt = now;
    }
    seenAt = now;
    for (const [slotId, turn] of turns) {
      // They are in the order of their turns.
      if (turn > now - KEPT_FOR) break;
      turns.delete(slotId);
    }
  }
}
