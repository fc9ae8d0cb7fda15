import type { ReactNode } from 'react';
import { isRecord, type Json } from '../../server/json.ts';
import { Picture } from './picture.tsx';
import { Text } from './text.tsx';

/** Blocks that belong together under a title, which may fold them away. */
export function Container({ block, children }: { readonly block: Json; readonly children: ReactNode }) {
  const head = (
    <>
      {isRecord(block.icon) && <Picture image={block.icon} size="tiny" />}
      <span className="kit-words">
        <b>
          <Text of={block.title} />
        </b>
        {block.subtitle !== undefined && (
          <small>
            <Text of={block.subtitle} />
          </small>
        )}
      </span>
    </>
  );
  if (block.is_collapsible !== true) {
    return (
      <div className="kit-container">
        <div className="kit-container-head">{head}</div>
        {children}
      </div>
    );
  }
  return (
    <details className="kit-container" open={block.default_collapsed !== true}>
      <summary className="kit-container-head">{head}</summary>
      <div className="kit-container-body">{children}</div>
    </details>
  );
}
