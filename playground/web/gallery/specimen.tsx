import { Blocks } from '../blocks/blocks.tsx';
import { Mrkdwn } from '../blocks/mrkdwn.tsx';
import { READER } from './company.ts';
import type { Golden } from './golden.ts';
import { useGallerySurface } from './use-gallery-surface.ts';

/** One golden view as a person sees it: in a channel, or in a window of its own. */
export function Specimen({ golden, say }: { readonly golden: Golden; say(words: string): void }) {
  const { name, notification, modal, blocks } = golden;
  const { surface, submit } = useGallerySurface(blocks, (words) => say(`${name} · ${words}`));
  const drawn = <Blocks blocks={blocks} surface={surface} />;
  return (
    <article id={name} className="specimen">
      <h2>
        <a href={`#${name}`}>{name}</a>
      </h2>
      {notification !== undefined && (
        <div className="notification">
          <small>On a locked phone</small>
          <Mrkdwn text={notification} reader={READER} />
        </div>
      )}
      {modal === undefined ? (
        <div className="message">
          <span className="avatar" aria-hidden="true">
            B
          </span>
          <div className="message-body">
            <p className="byline">
              <b>Baton</b> <span className="app">APP</span> <small>11:20</small>
            </p>
            {drawn}
          </div>
        </div>
      ) : (
        <div className="modal">
          <header>
            <b>{modal.title}</b>
          </header>
          <div className="modal-body">{drawn}</div>
          <footer>
            <button type="button" className="button" onClick={() => say(`${name} · ${modal.close}`)}>
              {modal.close}
            </button>
            {modal.submit !== undefined && (
              <button type="button" className="button primary" onClick={submit}>
                {modal.submit}
              </button>
            )}
          </footer>
        </div>
      )}
    </article>
  );
}
