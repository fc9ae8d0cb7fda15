import type { LocalSlack } from '../../playground/server/start-local-slack.ts';
import { type Duration, SECOND } from '../../src/core/instants.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { sign } from '../../src/platform/http/signatures.ts';
import { formLead } from '../support/form-lead.ts';
import { personalWordsOf } from '../support/leaks.ts';
import { setFileClock } from './file-clock.ts';
import type { Reaction, Scene, Seen } from './kill-flow.ts';
import { isAtRest } from './rest.ts';
import type { Supervised } from './supervised.ts';

/** A wait ends with its condition; this only says when to give up on a busy machine. */
const PATIENCE: Duration = 30 * SECOND;
const MOST_TRIES = 8;

export interface SceneParts {
  readonly slack: LocalSlack;
  readonly database: Database;
  readonly baton: Supervised;
  readonly clock: Clock;
  readonly clockFile: string;
  readonly secret: string | undefined;
}

/** A scene, and which companies' leads were accepted in it. */
export interface PlayedScene extends Scene {
  readonly accepted: ReadonlySet<string>;
  /** What its leads say of people. */
  readonly told: ReadonlySet<string>;
  /** What has not held on the way. */
  readonly broken: readonly string[];
}

export function createScene({ slack, database, baton, clock, clockFile, secret }: SceneParts): PlayedScene {
  const accepted = new Set<string>();
  const told = new Set<string>();
  const broken: string[] = [];
  const until = <T>(condition: () => T, timeoutMs = PATIENCE) => slack.until(condition, { timeoutMs });

  async function rest(): Promise<void> {
    let looked = 0;
    // Twice in a row: between two looks the one that was killed may have been started again.
    for (let quiet = 0; quiet < 2; ) {
      await baton.port();
      const { deaths } = baton;
      const wait = await isAtRest(database, slack, clock.now());
      quiet = wait === undefined && deaths === baton.deaths ? quiet + 1 : 0;
      looked += 1;
      if (looked > PATIENCE / LOOK_EVERY) throw new Error(`It never came to rest: ${wait}\n${baton.current.said}`);
      await pause(LOOK_EVERY);
    }
  }

  /** Acts until it is acknowledged; the answer is how often it had been killed before. Undefined if there was nothing to do. */
  async function acknowledged(act: () => Promise<Reaction> | undefined): Promise<number | undefined> {
    for (const late = AbortSignal.timeout(PATIENCE); !late.aborted; ) {
      await baton.port();
      const { deaths } = baton;
      const reaction = await act();
      if (reaction === undefined) return undefined;
      if (reaction.kind !== 'failed') return deaths;
      // It may have died just now, and its restart has not begun: on a busy machine not for many such pauses.
      await pause(LOOK_EVERY);
    }
    throw new Error('Nobody acknowledged it');
  }

  return {
    slack,
    database,
    accepted,
    told,
    broken,
    rest,
    sees: (sees) => until(sees),
    async send(company, fields = {}) {
      const deliveryId = `delivery of ${company}`;
      const lead = { ...formLead(company), ...fields };
      for (const words of personalWordsOf(lead)) told.add(words);
      const rawBody = Buffer.from(JSON.stringify(lead));
      for (const late = AbortSignal.timeout(PATIENCE); !late.aborted; ) {
        const url = `http://127.0.0.1:${await baton.port()}/hooks/form`;
        const signed = sign({
          scheme: 'hmac-hex',
          secret: secret ?? '',
          rawBody,
          now: clock.now(),
          deliveryId,
        });
        const headers = { ...signed, connection: 'close' };
        const answer = await fetch(url, { method: 'POST', body: rawBody, headers }).catch(() => undefined);
        if (answer?.ok) {
          const kept = database.db.selectFrom('deliveries').select('id').where('delivery_id', '=', deliveryId);
          const rows = await kept.execute();
          if (rows.length !== 1)
            broken.push(`I6: ${company} was accepted, and its delivery is kept ${rows.length} times`);
          accepted.add(company);
          return;
        }
        await pause(LOOK_EVERY);
      }
      throw new Error(`Nobody accepted ${company}`);
    },
    async does(act, sees) {
      const seen = sees();
      if (isSeen(seen)) return seen;
      await acknowledged(act);
      return until(sees);
    },
    async tries(act, sees) {
      for (let tried = 1; tried <= MOST_TRIES; tried += 1) {
        const seen = sees();
        if (isSeen(seen)) return seen;
        const deaths = await acknowledged(act);
        if (deaths === baton.deaths && !(await seenBefore(() => deaths !== baton.deaths))) return until(sees);
        await rest();
      }
      return until(sees);

      /** True if it was killed before anything was seen. */
      function seenBefore(died: () => boolean): Promise<boolean> {
        return until(() => (died() ? { died: true } : isSeen(sees()) && { died: false })).then(({ died: it }) => it);
      }
    },
    async pass(duration) {
      await rest();
      setFileClock(clockFile, clock.now() + duration);
    },
    jump(duration) {
      setFileClock(clockFile, clock.now() + duration);
    },
  };
}

const LOOK_EVERY: Duration = 20;

const isSeen = <T>(value: T): value is Seen<T> => value !== undefined && value !== null && value !== false;

const pause = (ms: Duration): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
