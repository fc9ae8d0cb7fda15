import { dateText, wallTime } from '../../src/core/time-text.ts';
import { cityOf } from './dates.ts';
import { type Html, html } from './html.ts';
import { addressOf } from './place.ts';
import type { Scene } from './scene.ts';

/** The time, and what moves the story on. */
export function barHtml({ stage, place, reader }: Scene): Html {
  const { zone, beginning } = stage;
  const skip = (name: string, label: string) => html`<button name="to" value="${name}">${label}</button>`;
  return html`<a class="brand" href="/"><span class="mark" aria-hidden="true"></span>Baton <small>playground</small></a>
    <form method="post" action="${addressOf(place, '/play/time')}" class="clock">
      <time title="${beginning ?? 'The real time.'}"><b>${wallTime(reader.now, zone)}</b> ${dateText(reader.now, zone)}<span>, ${cityOf(zone)}</span></time>
      ${skip('5min', '+5 min')}${skip('1h', '+1 h')}${skip('tomorrow', '09:00 tomorrow')}
    </form>
    <form method="post" action="${addressOf(place, '/play/lead')}" class="lead"><button class="button primary">Send a lead</button></form>
    <form method="post" action="${addressOf(place, '/play/restart')}" class="restart"><button title="Restart Baton: nothing is lost" aria-label="Restart Baton">↻</button></form>`;
}
