import { MINUTE } from '../../src/core/instants.ts';
import type { Show } from '../show.ts';
import { realNow } from '../steered-clock.ts';
import type { Pane, Sections } from '../wire.ts';
import { officeOf } from './office.ts';
import { paneView } from './pane-view.ts';
import { newestRings } from './rings.ts';
import { trafficOf } from './traffic.ts';

/** What a page has asked for. */
export interface Watched {
  readonly panes: readonly Pane[];
  readonly traffic: boolean;
}

type Makers = { readonly [Name in keyof Sections]: (show: Show, watched: Watched) => Sections[Name] };

const MAKERS: Makers = {
  office: ({ stage }) => officeOf(stage),
  clock: ({ stage: { clock, zone, beginning } }) => ({ now: clock.now(), zone, why: beginning }),
  phones: ({ stage }) => newestRings(stage),
  panes: ({ stage }, { panes }) => panes.map((pane) => paneView(stage, pane)),
  world: ({ stage, botState }) => ({
    bot: botState,
    troubles: stage.troubles.present,
    form: stage.bot.form().url,
    openSockets: stage.slack.sockets.open.length,
  }),
  traffic: ({ stage }, { traffic }) => (traffic ? trafficOf(stage) : []),
};

export const SECTION_NAMES: readonly (keyof Sections)[] = ['office', 'clock', 'phones', 'panes', 'world', 'traffic'];

/** A section as JSON, and what tells whether it looks as it did before. */
export function sectionText(name: keyof Sections, show: Show, watched: Watched): { text: string; sameAs: string } {
  const text = JSON.stringify(MAKERS[name](show, watched));
  return { text, sameAs: name === 'clock' ? clockMark(show) : text };
}

/** The page lets the clock run on by itself; it hears of jumps, and of every minute. */
function clockMark({ stage: { clock, beginning } }: Show): string {
  const now = clock.now();
  const ahead = Math.round((now - realNow()) / CLOCK_TOLERANCE);
  return `${ahead} ${Math.floor(now / MINUTE)} ${beginning}`;
}

const CLOCK_TOLERANCE = 100;
