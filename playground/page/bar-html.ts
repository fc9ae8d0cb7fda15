import { dateText, wallTime } from '../../src/core/time-text.ts';
import { type Html, html } from './html.ts';
import { addressOf } from './place.ts';
import type { Scene } from './scene.ts';

/** The time, and what moves the story on. */
export function barHtml({ stage, place, reader }: Scene): Html {
  const { zone, beginning } = stage;
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ');
  const skip = (name: string, label: string) => html`<button name="to" value="${name}">${label}</button>`;
  return html`<a class="brand" href="/"><span class="mark" aria-hidden="true"></span>Baton <small>playground</small></a>
    <form method="post" action="${addressOf(place, '/play/time')}" class="clock">
      <time title="${beginning ?? 'The real time.'}"><b>${wallTime(reader.now, zone)}</b> ${dateText(reader.now, zone)}, ${city}</time>
      ${skip('5min', '+5 min')}${skip('1h', '+1 h')}${skip('tomorrow', '09:00 tomorrow')}
    </form>
    <form method="post" action="${addressOf(place, '/play/lead')}" class="lead"><button class="button primary">Send a lead</button></form>`;
}
