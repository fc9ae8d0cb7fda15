import type { Duration, Instant } from '../src/core/instants.ts';
import { dateTimeText } from '../src/core/time-text.ts';
import { OFFICE_ZONE } from './company.ts';
import { instantOf, isWeekend, type When } from './history-calendar.ts';
import { act, arrive } from './history-deeds.ts';
import { LEADS } from './history-leads.ts';
import { REMARKS } from './history-remarks.ts';
import { actOnStandup } from './history-standup-deeds.ts';
import { STANDUPS } from './history-standups.ts';
import type { LeadStory, Remark } from './history-story.ts';
import type { Stage } from './page/stage.ts';
import { realNow } from './steered-clock.ts';

type Theatre = Pick<Stage, 'slack' | 'clock' | 'bot' | 'memory' | 'sendLead'>;

/**
 * Plays the week before `startAt` with a bot that was set up at `historyBeginsAt`: leads come in signed over HTTP, people
 * press and type, and the clock stops wherever the bot has something due, so that everything is as it would be if the
 * week had been lived. Everybody has read everything but the newest leads. The clock ends at `startAt`, which must be on an
 * office day. Throws, naming the step, as soon as one fails.
 */
export async function playHistory(theatre: Theatre, startAt: Instant): Promise<void> {
  for (const { at, what, happen } of happenings(theatre, startAt)) {
    try {
      await moveTo(theatre, at);
      await happen();
    } catch (cause) {
      throw new Error(`The playground's history broke on ${dateTimeText(at, OFFICE_ZONE)}: ${what}.`, { cause });
    }
  }
  await moveTo(theatre, startAt);
  forgetEphemerals(theatre);
}

/** Then people look at Slack for the last time: what comes later is unread. */
const LAST_LOOK: When = { minutesBefore: 12 };

interface Happening {
  readonly at: Instant;
  /** For whoever has to find out why it failed. */
  readonly what: string;
  readonly happen: () => Promise<void>;
}

/** Everything that happens, in its order. */
function happenings(theatre: Theatre, startAt: Instant): readonly Happening[] {
  return [
    ...LEADS.flatMap((story) => happeningsOf(theatre, story, startAt)),
    ...REMARKS.map((remark) => happeningOf(theatre, remark, startAt)),
    ...STANDUPS.map(({ who, when, deed }) => ({
      at: instantOf(when, startAt),
      what: `${who} does not get to ${deed.kind} in their standup`,
      happen: () => actOnStandup(theatre, who, deed),
    })),
    {
      at: instantOf(LAST_LOOK, startAt),
      what: 'nobody reads what there is',
      happen: async () => theatre.memory.markAllRead(theatre.slack),
    },
  ].toSorted((a, b) => a.at - b.at);
}

function happeningsOf(theatre: Theatre, story: LeadStory, startAt: Instant): readonly Happening[] {
  const { company } = story.lead;
  const arrival: Happening = {
    at: instantOf(story.arrives, startAt),
    what: `the lead of ${company} does not arrive`,
    happen: () => arrive(theatre, story),
  };
  const steps = story.steps.map(({ who, when, deed }) => ({
    at: instantOf(typeof when === 'string' ? { ...story.arrives, at: when } : when, startAt),
    what: `${who} does not get to ${deed.kind} ${company}`,
    happen: () => act(theatre, who, deed, company),
  }));
  // What would not be over at the start did not begin, as the start may be in the morning.
  const isOver = steps.every(({ at }) => at < startAt) && arrival.at < startAt;
  // A lead of a Friday night would wait for the same morning as the weekend's own: one is enough.
  const isOneTooMany = !('weekend' in story.arrives) && isWeekend(arrival.at, startAt);
  return isOver && !isOneTooMany ? [arrival, ...steps] : [];
}

const happeningOf = ({ slack }: Theatre, { who, when, channel, text }: Remark, startAt: Instant): Happening => ({
  at: instantOf(when, startAt),
  what: `${who} does not get to write in #${channel}`,
  happen: async () => void slack.person(who).write(text, channel),
});

/** Moves the clock on, stopping wherever the bot has something to do, and lets it do that. */
async function moveTo(theatre: Theatre, until: Instant): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    const next = await nextDue(theatre);
    if (next === undefined || next > until) {
      if (theatre.clock.now() < until) theatre.clock.jumpTo(until);
      return;
    }
    theatre.clock.jumpTo(Math.max(next, theatre.clock.now()));
  }
  throw new Error(`After ${MOST_STOPS} stops the bot still has something to do.`);
}

/** When the bot will do something, once it has done all that is due. */
async function nextDue({ bot, clock }: Theatre): Promise<Instant | undefined> {
  const since = realNow();
  while (await bot.isBusy()) {
    const waited = realNow() - since;
    if (waited > PATIENCE) throw new Error(`The bot is still busy after ${waited} ms.`);
    // It may be waiting for its turn at Slack, which comes by this clock.
    if (waited > HESITATION) clock.advance(NUDGE);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  }
  return bot.nextDueAt();
}

/** Slack shows what only one person was to see until they open it again; the week has many mornings. */
function forgetEphemerals({ slack }: Theatre): void {
  for (const { messages } of slack.channels()) {
    const kept = messages.filter(({ onlyFor }) => onlyFor === undefined);
    messages.splice(0, messages.length, ...kept);
  }
}

// More than a weekend has; a job that moves its own time on must not keep us for ever.
const MOST_STOPS = 200;
// In real milliseconds. What the bot does at one stop takes it some twenty.
const PATIENCE: Duration = 10_000;
const HESITATION: Duration = 300;
const LOOK_AGAIN: Duration = 2;
// By the steered clock.
const NUDGE: Duration = 100;
