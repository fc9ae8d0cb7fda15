import { freePort } from './free-port.ts';
import { type RunningBaton, type StandingBy, standBy, variablesFor } from './running.ts';
import type { StormOffice } from './storm-office.ts';
import { GRACE, type Kill, type StormPlan, TIMEOUT } from './storm-plan.ts';

/** The processes of a storm: each is killed by the plan and begun anew at once, at the same port. */
export interface Crew {
  readonly ports: readonly number[];
  /** When the kills were, by the machine's clock. */
  readonly killedAt: readonly number[];
  /** All that any of them has said, and measured at its end. */
  readonly outputs: readonly string[];
  /** What went wrong with processes by themselves. */
  readonly complaints: readonly string[];
  /** Resolves when all kills of the plan have happened; what is begun then lives. */
  readonly killed: Promise<void>;
  /** Stops all of them as an operator does. */
  stop(): Promise<void>;
  dispose(): Promise<void>;
}

const TIMING = {
  jobs: { leaseMs: 800, renewMs: 200, pollMs: 100, backoffBaseMs: 100, backoffMaxMs: 1_500 },
  slack: { timeout: TIMEOUT, grace: GRACE, pacing: { scale: 0, burst: 5, patience: 1_000 }, stagger: 50, spacing: 20 },
  notices: { rationPerDay: 100 },
  promptPace: 20,
};

/** A life that reaches its end by no event is ended so long after its start. */
const LONGEST_LIFE = 3_000;
const LONGEST_START = 20_000;
const MOST_SPARES = 2;

/** Starts `processes` of them; the plan says how each of their lives ends. */
export async function startCrew(office: StormOffice, plan: StormPlan, processes: number): Promise<Crew> {
  // The same one for every life of a process, as behind a proxy.
  const ports = await Promise.all(Array.from({ length: processes }, freePort));
  const killedAt: number[] = [];
  const outputs: string[] = [];
  const complaints: string[] = [];
  const spares: StandingBy[] = [];
  const lives: (RunningBaton | undefined)[] = ports.map(() => undefined);
  let livesLeft = plan.kills.length + processes;

  // Spares have loaded everything, so a life begins at once.
  const refill = () => {
    while (spares.length < Math.min(MOST_SPARES, livesLeft)) spares.push(standBy());
  };

  function begin(seat: number, kill: Kill | undefined): RunningBaton {
    const spare = spares.shift() ?? standBy();
    livesLeft -= 1;
    refill();
    const life = spare.begin({
      ...variablesFor(office.slack, office.address, {
        timing: TIMING,
        clock: office.clockFile,
        ...(kill?.kind === 'boundary' && { kill: { file: '/dev/null', at: kill.at, side: kill.side, from: 'start' } }),
      }),
      PORT: String(ports[seat]),
      LOG_LEVEL: 'info',
    });
    lives[seat] = life;
    return life;
  }

  async function live(seat: number): Promise<void> {
    for (const kill of plan.kills.filter(({ process }) => process === seat)) {
      const life = begin(seat, kill);
      const stopWatching = kill.kind === 'event' ? afterEvents(kill.after, () => life.signal('SIGKILL')) : () => {};
      const giveUp = () => life.signal('SIGKILL');
      let late = setTimeout(giveUp, LONGEST_START);
      const isWorking = () => {
        clearTimeout(late);
        late = setTimeout(giveUp, LONGEST_LIFE);
      };
      life.started.then(isWorking, () => {});
      const how = await life.ended;
      clearTimeout(late);
      stopWatching();
      killedAt.push(performance.timeOrigin + performance.now());
      if (how !== 'SIGKILL') complaints.push(`a process ended by itself (${how}): ${life.said.slice(-2_000)}`);
      complaints.push(...unexpected(life));
      outputs.push(life.said);
      await life.dispose();
    }
    const last = begin(seat, undefined);
    await last.started.catch((error: unknown) => complaints.push(String(error)));
  }

  function afterEvents(count: number, then: () => void): () => void {
    let left = count;
    const stop = office.slack.changes.subscribe(() => {
      left -= 1;
      if (left !== 0) return;
      stop();
      then();
    });
    return stop;
  }

  refill();
  const killed = Promise.all(ports.map((_, seat) => live(seat))).then(() => {});
  return {
    ports,
    killedAt,
    outputs,
    complaints,
    killed,
    async stop() {
      for (const life of lives) {
        if (life === undefined) continue;
        outputs.push(await life.metrics());
        life.signal('SIGTERM');
        const how = await life.ended;
        if (how !== 0) complaints.push(`a process that was told to stop ended with ${how}: ${life.said.slice(-2_000)}`);
        complaints.push(...unexpected(life));
        outputs.push(life.said);
      }
    },
    async dispose() {
      livesLeft = 0;
      await Promise.all([...spares, ...lives].map(async (one) => one?.dispose()));
    },
  };
}

/** What no storm explains: that a database is locked or a socket refused for a moment is said, too, and is none of it. */
const UNEXPECTED = ['http.failed', 'job.failed-after-settling', 'job.parking-not-told', 'slack.message.refused'];

function unexpected(life: RunningBaton): string[] {
  const crash = life.said.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('{'));
  const failed = life.logged('job.failed').filter(({ level }) => level === 'error');
  const entries = [...failed, ...UNEXPECTED.flatMap((event) => life.logged(event))];
  return [...crash, ...entries.map((entry) => JSON.stringify(entry))];
}
