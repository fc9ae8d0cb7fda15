import type { Reader } from '../surface.ts';
import './blocks.css';
import { ReaderContext } from './reader-context.ts';
import { Text } from './text.tsx';

/** A message's text that came without blocks. */
export function Mrkdwn({ text, reader }: { readonly text: string; readonly reader: Reader }) {
  return (
    <ReaderContext value={reader}>
      <div className="kit">
        <Text of={{ type: 'mrkdwn', text }} />
      </div>
    </ReaderContext>
  );
}
