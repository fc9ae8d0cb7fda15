import { Temporal } from 'temporal-polyfill';
import { SECOND } from '../../src/core/instants.ts';
import { STATE_FIELDS } from '../server/blocks/state.ts';
import { type Json, record, records, text, textOr } from '../server/json.ts';
import { plainBlocks } from '../server/plain-text.ts';
import { labelOf } from '../server/seen.ts';
import { type Html, html } from './html.ts';
import type { Surface } from './surface.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

/** A field of the browser's own for an element that holds a value. */
export function fieldHtml(element: Json, name: string, state: Json, surface: Surface): Html {
  const value = state[STATE_FIELDS[String(element.type)]?.field ?? ''];
  const placeholder = text(record(element.placeholder).text);
  const typed = (type: string, shown = textOr(value, '')) =>
    html`<input type="${type}" name="${name}" value="${shown}" placeholder="${placeholder ?? ''}" autocomplete="off">`;
  switch (element.type) {
    case 'plain_text_input':
      return element.multiline === true
        ? html`<textarea name="${name}" rows="4" placeholder="${placeholder ?? ''}">${`\n${textOr(value, '')}`}</textarea>`
        : typed('text');
    case 'rich_text_input':
      return html`<textarea name="${name}" rows="4">${`\n${plainBlocks([record(value)])}`}</textarea>`;
    case 'email_text_input':
      return typed('email');
    case 'url_text_input':
      return typed('url');
    case 'number_input':
      // Slack says itself what is no number; a browser would send nothing at all.
      return html`<input inputmode="decimal" name="${name}" value="${textOr(value, '')}" autocomplete="off">`;
    case 'datepicker':
      return typed('date');
    case 'timepicker':
      return typed('time');
    case 'datetimepicker':
      return typed('datetime-local', typeof value === 'number' ? localTime(value, surface.reader.zone) : '');
    case 'radio_buttons':
      return boxesHtml('radio', name, choicesOf(element, surface), chosenIn(value));
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_users_select':
    case 'multi_conversations_select':
    case 'multi_channels_select':
      return boxesHtml('checkbox', name, choicesOf(element, surface), chosenIn(value));
    default:
      return selectHtml(element, name, chosenIn(value), surface);
  }
}

/** Ids or values that are chosen now, whatever shape the state has. */
function chosenIn(value: unknown): ReadonlySet<string> {
  const all = Array.isArray(value) ? value : [value];
  return new Set(all.map((one) => textOr(record(one).value, textOr(one, ''))).filter((one) => one !== ''));
}

function boxesHtml(type: 'radio' | 'checkbox', name: string, choices: readonly Choice[], chosen: ReadonlySet<string>) {
  const boxes = choices.map(
    ({
      value,
      label,
      description,
    }) => html`<label><input type="${type}" name="${name}" value="${value}" ${chosen.has(value) && html`checked`}>
      <span>${label}${description !== undefined && html`<small>${description}</small>`}</span></label>`,
  );
  return html`<div class="boxes">${boxes}</div>`;
}

function selectHtml(element: Json, name: string, chosen: ReadonlySet<string>, surface: Surface): Html {
  const suggested = element.default_to_current_conversation === true ? surface.currentChannel : '';
  const selected = chosen.size > 0 ? chosen : new Set([suggested]);
  const options = choicesOf(element, surface).map(
    ({ value, label }) => html`<option value="${value}" ${selected.has(value) && html`selected`}>${label}</option>`,
  );
  const placeholder = text(record(element.placeholder).text) ?? 'Choose…';
  return html`<select name="${name}"><option value="">${placeholder}</option>${options}</select>`;
}

function choicesOf(element: Json, { people, channels, reader }: Surface): Choice[] {
  const type = String(element.type);
  if (type.endsWith('users_select')) return people.map(({ id }) => ({ value: id, label: reader.nameOf(id) }));
  if (/(conversations|channels)_select$/.test(type)) {
    const noShared = record(element.filter).exclude_external_shared_channels === true;
    const fitting = channels.filter((channel) => channel.kind !== 'im' && !(noShared && channel.isShared));
    return fitting.map(({ id, name }) => ({ value: id, label: `#${name}` }));
  }
  const grouped = records(element.option_groups).flatMap((group) => records(group.options));
  return [...records(element.options), ...grouped].map((option) => {
    const description = text(record(option.description).text);
    return {
      value: textOr(option.value, ''),
      label: labelOf(option),
      ...(description !== undefined && { description }),
    };
  });
}

const localTime = (seconds: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(seconds * SECOND)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
