import type { SeenView } from '../../wire.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { Guard } from './guard.tsx';
import './home.css';
import { useSurface } from './use-surface.ts';
import { heldIn } from './view-values.ts';

/** The app's Home tab, as this person has it. */
export function Home({ view }: { view: SeenView | undefined }) {
  if (view === undefined) return <p className="home hint">This is empty. Baton has not drawn a Home for you yet.</p>;
  return (
    <section className="home" aria-label="Home">
      <Guard of={view}>
        <DrawnHome view={view} />
      </Guard>
    </section>
  );
}

function DrawnHome({ view }: { view: SeenView }) {
  const { surface, trouble } = useSurface({
    on: { kind: 'view', id: view.id },
    blocks: view.blocks,
    errors: view.errors,
    heldBy: heldIn(view),
  });
  return (
    <div className="home-column" aria-busy={surface.isBusy}>
      <Blocks blocks={view.blocks} surface={surface} />
      {trouble !== undefined && (
        <p className="error" role="alert">
          ⚠ {trouble}
        </p>
      )}
    </div>
  );
}
