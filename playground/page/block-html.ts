import { type Json, record, records, text, textOr } from '../server/json.ts';
import { plainBlocks } from '../server/plain-text.ts';
import { elementHtml } from './element-html.ts';
import { entryName } from './entries.ts';
import { fieldHtml } from './field-html.ts';
import { type Html, html } from './html.ts';
import { mrkdwnHtml } from './mrkdwn.ts';
import { richTextHtml } from './rich-text.ts';
import type { Surface } from './surface.ts';
import { textHtml } from './text-html.ts';

/** A block as HTML. Kinds that Baton doesn't send are shown as their words only. */
export function blockHtml(block: Json, surface: Surface): Html {
  const { reader } = surface;
  switch (block.type) {
    case 'header':
      return html`<h3>${textHtml(block.text, reader)}</h3>`;
    case 'section':
      return sectionHtml(block, surface);
    case 'context':
      return html`<div class="context">${records(block.elements).map((one) => html`<span>${one.type === 'image' ? textOr(one.alt_text, '') : textHtml(one, reader)}</span>`)}</div>`;
    case 'divider':
      return html`<hr>`;
    case 'actions':
      return html`<div class="actions">${records(block.elements).map((one) => elementHtml(block, one, surface))}</div>`;
    case 'rich_text':
      return richTextHtml(block, reader);
    case 'markdown':
      return html`<div class="plain">${textOr(block.text, '')}</div>`;
    case 'alert':
      return html`<div class="alert ${textOr(block.level, '')}">${textHtml(block.text, reader)}</div>`;
    case 'input':
      return inputHtml(block, surface);
    default:
      return html`<div class="plain">${plainBlocks([block])}</div>`;
  }
}

function sectionHtml(block: Json, surface: Surface): Html {
  const facts = records(block.fields).map((fact) => html`<div>${textHtml(fact, surface.reader)}</div>`);
  const accessory = Object.keys(record(block.accessory)).length > 0;
  return html`<div class="section"><div>${block.text !== undefined && textHtml(block.text, surface.reader)}
    ${facts.length > 0 && html`<div class="facts">${facts}</div>`}</div>
    ${accessory && elementHtml(block, record(block.accessory), surface)}</div>`;
}

function inputHtml(block: Json, surface: Surface): Html {
  const element = record(block.element);
  const error = surface.errors[String(block.block_id)];
  const hint = text(record(block.hint).text);
  const live = block.dispatch_action === true;
  return html`<div class="field ${error !== undefined && 'wrong'}"><div class="label">${textHtml(block.label, surface.reader)}
    ${block.optional === true && html` <small>(optional)</small>`}</div>
    ${live ? elementHtml(block, element, surface) : fieldHtml(element, entryName(block, element), surface.stateOf(block, element), surface)}
    ${error !== undefined && html`<p class="error" role="alert">${error}</p>`}
    ${hint !== undefined && html`<p class="hint">${mrkdwnHtml(hint, surface.reader)}</p>`}</div>`;
}
