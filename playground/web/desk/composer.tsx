import { useRef } from 'react';
import type { PaneView } from '../../wire.ts';
import './composer.css';
import { useDesk } from './desk-context.ts';
import { Icon } from './icon.tsx';
import { ShortcutsMenu } from './shortcuts-menu.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import { useCompletion } from './use-completion.ts';
import { useSaying } from './use-saying.ts';

interface ComposerProps {
  composer: PaneView['composer'];
  thread: string | undefined;
  placeholder: string;
}

/** Where one writes; says why where one can't. */
export function Composer({ composer, thread, placeholder }: ComposerProps) {
  if (composer.kind === 'closed') return <p className="composer-closed hint">{composer.why}</p>;
  return <OpenComposer thread={thread} placeholder={placeholder} />;
}

function OpenComposer({ thread, placeholder }: Omit<ComposerProps, 'composer'>) {
  const { reader } = useDesk();
  const field = useRef<HTMLTextAreaElement>(null);
  const { line, write, told, tell, send } = useSaying(thread);
  const completion = useCompletion({ field, line, write, send, office: reader.office });
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {told.kind === 'failed' && (
        <p className="composer-told error" role="alert">
          ⚠ {told.text}
        </p>
      )}
      {told.kind === 'ok' && told.note !== undefined && (
        <p className="composer-told hint" role="status">
          {told.note}
        </p>
      )}
      {completion.suggestions !== undefined && <SuggestionList completion={completion} />}
      <div className="composer-box">
        <textarea
          ref={field}
          rows={1}
          value={line}
          placeholder={placeholder}
          aria-label={placeholder}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          {...completion.fieldProps}
        />
        <div className="composer-tools">
          <ShortcutsMenu tell={tell} />
          <button
            type="submit"
            className="composer-send"
            aria-label="Send"
            title="Send (Enter)"
            disabled={line.trim() === ''}
          >
            <Icon name="send" />
          </button>
        </div>
      </div>
    </form>
  );
}
