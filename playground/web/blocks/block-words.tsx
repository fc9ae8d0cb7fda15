import type { Json } from '../../server/json.ts';
import { plainBlocks } from '../../server/plain-text.ts';

const MOST = 600;

/** In place of a block that cannot be drawn as Slack would: what it is, and everything in it that can be read. */
export function BlockWords({ title, block }: { readonly title: string; readonly block: Json }) {
  const words = plainBlocks([block]);
  return (
    <div className="kit-box" role="note">
      <b>{title}</b>
      {words === '' ? <pre>{JSON.stringify(block, null, 2).slice(0, MOST)}</pre> : <p>{words}</p>}
    </div>
  );
}
