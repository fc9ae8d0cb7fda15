import { type FormEvent, useId, useState } from 'react';
import type { Office } from '../../wire.ts';
import { Answer } from './answer.tsx';
import { jsonFault } from './json-fault.ts';
import { type Doing, useDoing } from './use-doing.ts';

interface LeadsGroupProps {
  readonly presets: Office['leadPresets'];
  readonly form: string;
  readonly act: Doing;
}

/** Sends a lead: one of the prepared ones, or whatever somebody writes. */
export function LeadsGroup({ presets, form, act }: LeadsGroupProps) {
  const [name, setName] = useState(presets[0]?.name ?? '');
  // Each lead keeps what was written into it, so that a look at another one loses nothing.
  const [written, setWritten] = useState<Readonly<Record<string, string>>>({});
  const [fault, setFault] = useState<string>();
  const { doing, outcome, forget, run } = useDoing(act);
  const id = useId();
  const original = presets.find((preset) => preset.name === name)?.body ?? '';
  const body = written[name] ?? original;

  const write = (text: string) => {
    setWritten((before) => ({ ...before, [name]: text }));
    setFault((before) => before && jsonFault(text));
  };
  const choose = (chosen: string) => {
    setName(chosen);
    setFault(undefined);
    forget();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    const found = jsonFault(body);
    setFault(found);
    if (found === undefined) void run({ kind: 'lead', body });
  };

  return (
    <form className="stack" onSubmit={send}>
      <label htmlFor={`${id}-preset`}>Lead</label>
      <select id={`${id}-preset`} value={name} onChange={({ target }) => choose(target.value)}>
        {presets.map((preset) => (
          <option key={preset.name}>{preset.name}</option>
        ))}
      </select>
      <div className="label-row">
        <label htmlFor={`${id}-body`}>What the form sends</label>
        {body !== original && (
          <button type="button" className="link-button" onClick={() => write(original)}>
            Undo changes
          </button>
        )}
      </div>
      <textarea
        id={`${id}-body`}
        className="code"
        rows={9}
        spellCheck={false}
        autoCapitalize="off"
        value={body}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-fault`}
        onChange={({ target }) => write(target.value)}
      />
      <p id={`${id}-fault`} className="error" role="alert">
        {fault}
      </p>
      <div className="button-row">
        <button type="submit" className="button primary" disabled={doing !== undefined}>
          {doing ? 'Sending…' : 'Send'}
        </button>
        <Answer outcome={outcome} />
      </div>
      <p className="hint address">
        POST <code>{form}</code>
      </p>
    </form>
  );
}
