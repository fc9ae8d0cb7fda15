import { useState } from 'react';
import { type Json, textOr } from '../../server/json.ts';
import { isNumber, rowsOf } from './cells.tsx';
import { Grid } from './grid.tsx';

const PAGE_SIZE = 5;

/** Rows in pages, under a caption; numbers stand at the right. `slack-blocks-to-jsx` draws nothing for it. */
export function DataTable({ block }: { readonly block: Json }) {
  const [page, setPage] = useState(0);
  const [header = [], ...rows] = rowsOf(block.rows);
  const size = typeof block.page_size === 'number' ? block.page_size : PAGE_SIZE;
  const last = Math.max(0, Math.ceil(rows.length / size) - 1);
  const first = Math.min(page, last) * size;
  const shown = rows.slice(first, first + size);
  const caption = textOr(block.caption, 'Table');
  const named = block.row_header_column_index;
  return (
    <figure className="kit-data-table">
      <figcaption>{caption}</figcaption>
      <Grid
        label={caption}
        header={header}
        rows={shown}
        rowHeader={typeof named === 'number' ? named : undefined}
        alignOf={(column) => (rows.some((row) => isNumber(row[column])) ? 'right' : 'left')}
        isWrapped={() => false}
      />
      {last > 0 && (
        <div className="kit-row kit-pages">
          <button type="button" className="button" disabled={first === 0} onClick={() => setPage(page - 1)}>
            Previous
          </button>
          <span aria-live="polite">
            {first + 1}–{first + shown.length} of {rows.length}
          </span>
          <button
            type="button"
            className="button"
            disabled={first + size >= rows.length}
            onClick={() => setPage(page + 1)}
          >
            Next
          </button>
        </div>
      )}
    </figure>
  );
}
