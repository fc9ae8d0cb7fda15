import './blocks.css';
import './elements.css';
import type { Json } from '../../server/json.ts';
import type { Surface } from '../surface.ts';
import { BlockList } from './block-list.tsx';
import { ReaderContext } from './reader-context.ts';

/**
 * The blocks of a message, a modal or App Home, as Slack shows them to the surface's reader. What cannot be drawn is named
 * and shown as its words, never left out.
 */
export function Blocks({ blocks, surface }: { readonly blocks: readonly Json[]; readonly surface: Surface }) {
  return (
    <ReaderContext value={surface.reader}>
      <div className="kit">
        <BlockList blocks={blocks} surface={surface} />
      </div>
    </ReaderContext>
  );
}
