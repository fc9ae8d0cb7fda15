import { STATE_FIELDS } from '../server/blocks/state.ts';
import { type Json, record, records, text, textOr } from '../server/json.ts';
import { labelOf } from '../server/seen.ts';
import { entryName } from './entries.ts';
import { fieldHtml } from './field-html.ts';
import { type Html, html } from './html.ts';
import { linkHtml } from './mrkdwn.ts';
import type { Surface } from './surface.ts';
import { textHtml } from './text-html.ts';

/** A button, menu or field beside the words of a message or view. It belongs to the form that is around the blocks. */
export function elementHtml(block: Json, element: Json, surface: Surface): Html {
  if (element.type === 'overflow') return menuHtml(block, element, surface);
  if (element.type === 'image') return html`<span class="image">${textOr(element.alt_text, '')}</span>`;
  if (STATE_FIELDS[String(element.type)] !== undefined) return choosableHtml(block, element, surface);
  return buttonHtml(block, element, surface);
}

/** How the page names an element to itself, when something is done with it. */
const named = (block: Json, element: Json, choice?: string): string =>
  JSON.stringify({ block: block.block_id, action: element.action_id, value: element.value, choice });

function buttonHtml(block: Json, element: Json, surface: Surface): Html {
  const label = labelOf(element);
  const style = textOr(element.style, '');
  const url = text(element.url);
  const name = named(block, element);
  // Slack tells the bot of these too; the bot has nothing to do for them.
  if (url !== undefined) return html`<span class="button ${style}">${linkHtml(url, label)}</span>`;
  const says = text(element.accessibility_label);
  const press = (words: string) =>
    html`<button class="button ${style}" formaction="${surface.deed('press')}" name="element" value="${name}" ${says !== undefined && html`title="${says}"`}>${words}</button>`;
  return element.confirm === undefined
    ? press(label)
    : confirmHtml(label, style, record(element.confirm), press, surface);
}

/** Slack asks "are you sure?" before it tells the bot. */
function confirmHtml(
  label: string,
  style: string,
  confirm: Json,
  yes: (words: string) => Html,
  surface: Surface,
): Html {
  return html`<details class="menu"><summary class="button ${style}">${label}</summary><div class="sheet asks">
    <b>${textHtml(confirm.title, surface.reader)}</b><p>${textHtml(confirm.text, surface.reader)}</p>
    ${yes(textOr(record(confirm.confirm).text, 'Yes'))}</div></details>`;
}

function menuHtml(block: Json, element: Json, surface: Surface): Html {
  const options = records(element.options).map((option) => {
    const name = named(block, element, textOr(option.value, ''));
    return html`<button formaction="${surface.deed('choose')}" name="element" value="${name}">${labelOf(option)}</button>`;
  });
  const asks = element.confirm !== undefined && html`<p>${textHtml(record(element.confirm).text, surface.reader)}</p>`;
  return html`<details class="menu"><summary class="button" title="More actions">⋯</summary><div class="sheet">${asks}${options}</div></details>`;
}

/** A field that tells the bot at once; a browser without our script needs a button for it. */
function choosableHtml(block: Json, element: Json, surface: Surface): Html {
  return html`<span class="choosable">${fieldHtml(element, entryName(block, element), surface.stateOf(block, element), surface)}
    <button class="button" formaction="${surface.deed('choose')}" name="element" value="${named(block, element)}">OK</button></span>`;
}
