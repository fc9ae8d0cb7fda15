import { record } from '../server/json.ts';
import { blockHtml } from './block-html.ts';
import { type Html, html } from './html.ts';
import { addressOf } from './place.ts';
import type { Scene } from './scene.ts';
import type { Surface } from './surface.ts';

/** The modal that the person has open, over everything else. */
export function modalHtml(scene: Scene): Html | undefined {
  const { stage, place, memory } = scene;
  const view = stage.slack.person(place.as).view();
  if (view === undefined) return undefined;
  const surface: Surface = {
    ...scene.surroundings,
    errors: { ...view.errors, ...memory.gaps.get(view.id) },
    deed: (name) => addressOf(place, `/play/${name}`),
    stateOf: (block, element) => record(record(view.values[String(block.block_id)])[String(element.action_id)]),
  };
  const note = memory.notes.get(place.as);
  const [submit, close] = [addressOf(place, '/play/submit'), addressOf(place, '/play/close')];
  const enter = view.submit === undefined ? close : submit;
  // The Enter key presses a form's first button, so that is what comes first.
  return html`<form class="modal" method="post" action="${enter}" role="dialog" aria-modal="true" aria-label="${view.title}" data-view="${view.id} ${view.hash}" novalidate>
    <button class="first" formaction="${enter}" tabindex="-1" aria-hidden="true"></button>
    <input type="hidden" name="view" value="${view.id}">
    <header><h2>${view.title}</h2><button formaction="${close}" name="all" value="yes" class="x" aria-label="Close">✕</button></header>
    <div class="blocks">${view.blocks.map((block) => blockHtml(block, surface))}</div>
    ${note !== undefined && html`<p class="note" role="alert">${note}</p>`}
    <footer><button class="button" formaction="${close}">${view.submit === undefined ? 'Close' : 'Cancel'}</button>
    ${view.submit !== undefined && html`<button class="button primary" formaction="${submit}">${view.submit}</button>`}</footer></form>`;
}
