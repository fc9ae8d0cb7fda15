import type { Show } from '../show.ts';
import type { Act, Outcome } from '../wire.ts';
import { failed, OK, ok } from './outcomes.ts';
import type { Stage } from './stage.ts';
import { destination, travelTo } from './time-travel.ts';

type ActOf<Kind extends Act['kind']> = Extract<Act, { kind: Kind }>;

export async function sendLead(stage: Stage, { body }: ActOf<'lead'>): Promise<Outcome> {
  const sent = await stage.sendLead(body);
  return sent.isAccepted ? ok(sent.says) : failed(sent.says);
}

export async function moveTime(stage: Stage, { to }: ActOf<'time'>): Promise<Outcome> {
  await travelTo(stage, destination(to, stage.clock.now(), stage.zone));
  return OK;
}

export async function trouble(stage: Stage, { which, on }: ActOf<'trouble'>): Promise<Outcome> {
  await stage.troubles.set(which, on);
  return OK;
}

/** Slack leaves the app ten seconds to change over, as the real one does. */
const GRACE = 10_000;

export async function refreshSocket({ slack }: Stage): Promise<Outcome> {
  const [oldest] = slack.sockets.open;
  if (oldest === undefined) return failed('Baton has no socket open right now.');
  slack.sockets.disconnect('refresh_requested', oldest, GRACE);
  return OK;
}

export async function restart(stage: Stage): Promise<Outcome> {
  const restarting = stage.bot.restart();
  stage.changed();
  try {
    await restarting;
    return ok('Baton is back, and has forgotten nothing.');
  } finally {
    stage.changed();
  }
}

export async function reset(show: Show): Promise<Outcome> {
  await show.reset();
  return ok('Everything is as it was at the beginning.');
}
