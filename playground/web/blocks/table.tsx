import { type Json, records, textOr } from '../../server/json.ts';
import { isNumber, rowsOf } from './cells.tsx';
import { Grid } from './grid.tsx';

/** A table block; its first row is its header. */
export function Table({ block }: { readonly block: Json }) {
  const [header = [], ...rows] = rowsOf(block.rows);
  const settings = records(block.column_settings);
  const alignOf = (column: number) => {
    const align = textOr(settings[column]?.align, isNumber(rows[0]?.[column]) ? 'right' : 'left');
    return align === 'center' || align === 'right' ? align : 'left';
  };
  const isWrapped = (column: number) => settings[column]?.is_wrapped === true;
  return <Grid label="Table" header={header} rows={rows} alignOf={alignOf} isWrapped={isWrapped} />;
}
