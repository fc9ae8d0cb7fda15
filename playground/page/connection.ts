import { parseJson } from '../server/json.ts';
import type { Show } from '../show.ts';
import { type Act, type Outcome, type Push, type Request, request, type Sections } from '../wire.ts';
import { perform } from './acts.ts';
import { openedHomes, readPane } from './looking.ts';
import { SECTION_NAMES, sectionText, type Watched } from './sections.ts';
import type { Stage } from './stage.ts';

/** One open page. */
export interface Connection {
  /** Takes what the page has sent. */
  hear(text: string): void;
  /** Remembers that what the page shows has been read. */
  markRead(): void;
  /** Sends the sections that differ from what was sent last. */
  push(): void;
}

export interface ConnectionDeps {
  readonly show: Show;
  readonly send: (text: string) => void;
  /** Ends the connection, with a reason of at most 123 bytes. */
  readonly refuse: (reason: string) => void;
  /** Brings all pages up to date at once. */
  readonly pushAll: () => void;
}

export function createConnection({ show, send, refuse, pushAll }: ConnectionDeps): Connection {
  let watched: Watched | undefined;
  let shown: { stage: Stage; texts: Map<keyof Sections, string> } = { stage: show.stage, texts: new Map() };

  function watch(asked: Watched): void {
    const before = watched;
    watched = asked;
    for (const person of openedHomes(show.stage, before?.panes ?? [], asked.panes)) {
      show.stage.slack.person(person).openHome();
    }
    pushAll();
  }

  async function act(id: number, asked: Act): Promise<void> {
    const outcome = await perform(asked, show);
    // What it has changed is on the page before the page hears that it is done.
    pushAll();
    sendPush({ kind: 'done', id, outcome });
  }

  const sendPush = (push: Push & { kind: 'done'; outcome: Outcome }) => send(JSON.stringify(push));

  return {
    hear(text) {
      const asked = request.safeParse(parseJson(text));
      if (!asked.success) return refuse('This page does not fit its playground: reload it.');
      hearRequest(asked.data);
    },
    markRead() {
      for (const pane of watched?.panes ?? []) readPane(show.stage, pane);
    },
    push() {
      if (watched === undefined) return;
      // Of another company nothing is known yet.
      if (shown.stage !== show.stage) shown = { stage: show.stage, texts: new Map() };
      const fresh: string[] = [];
      for (const name of SECTION_NAMES) {
        const { text, sameAs } = sectionText(name, show, watched);
        if (shown.texts.get(name) === sameAs) continue;
        shown.texts.set(name, sameAs);
        fresh.push(`"${name}":${text}`);
      }
      if (fresh.length > 0) send(`{"kind":"sections","sections":{${fresh.join(',')}}}`);
    },
  };

  function hearRequest(asked: Request): void {
    if (asked.kind === 'watch') watch(asked);
    else void act(asked.id, asked.act);
  }
}
