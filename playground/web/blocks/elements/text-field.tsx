import type { KeyboardEvent } from 'react';
import { record } from '../../../server/json.ts';
import { wordsOf } from '../text.tsx';
import { type ElementProps, isTold, labelling, textIn } from './field.ts';

const MODES: Readonly<Record<string, 'email' | 'url' | 'decimal' | 'text'>> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'decimal',
};

const NEARLY_FULL = 0.8;

/** A field for words, an address or a number. Slack says itself what is wrong with them, so a browser's own checks stay off. */
export function TextField(props: ElementProps) {
  const { block, element, surface } = props;
  const value = textIn(props);
  const isLong = element.multiline === true || element.type === 'rich_text_input';
  const most = typeof element.max_length === 'number' ? element.max_length : undefined;
  const trigger = record(element.dispatch_action_config).trigger_actions_on;
  const triggers: readonly unknown[] = Array.isArray(trigger) ? trigger : ['on_enter_pressed'];

  function enter(text: string) {
    surface.enter(block, element, text === '' ? null : text);
    if (isTold(props) && triggers.includes('on_character_entered')) surface.choose(block, element, text);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || !isTold(props) || !triggers.includes('on_enter_pressed')) return;
    event.preventDefault();
    surface.choose(block, element, value);
  }

  const shared = {
    ...labelling(props, 'Write something'),
    value,
    placeholder: wordsOf(element.placeholder),
    autoComplete: 'off',
    onKeyDown,
  };
  return (
    <span className="kit-text">
      {isLong ? (
        <textarea {...shared} rows={4} onChange={({ target }) => enter(target.value)} />
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={MODES[String(element.type)] ?? 'text'}
          onChange={({ target }) => enter(target.value)}
        />
      )}
      {most !== undefined && <Counter length={value.length} most={most} />}
    </span>
  );
}

/** How much is written of what there is room for; shown while it matters. */
function Counter({ length, most }: { readonly length: number; readonly most: number }) {
  const state = length > most ? 'kit-count over' : length >= most * NEARLY_FULL ? 'kit-count near' : 'kit-count';
  return (
    <small className={state}>
      {length} / {most}
    </small>
  );
}
