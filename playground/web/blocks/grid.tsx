import type { Json } from '../../server/json.ts';
import { Cell } from './cells.tsx';

interface Props {
  /** What the table is called, for those who don't see it. */
  readonly label: string;
  readonly header: readonly Json[];
  readonly rows: readonly (readonly Json[])[];
  /** The column whose cells name their rows. */
  readonly rowHeader?: number | undefined;
  alignOf(column: number): 'left' | 'center' | 'right';
  isWrapped(column: number): boolean;
}

/** A table that scrolls sideways by itself when it is wider than the page. */
export function Grid({ label, header, rows, rowHeader, alignOf, isWrapped }: Props) {
  const look = (column: number) => `${alignOf(column)}${isWrapped(column) ? ' wrapped' : ''}`;
  return (
    <section className="kit-grid" aria-label={label}>
      <table>
        <thead>
          <tr>
            {header.map((cell, column) => (
              <th key={keyOf(column)} scope="col" className={look(column)}>
                <Cell of={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={keyOf(at)}>
              {row.map((cell, column) =>
                column === rowHeader ? (
                  <th key={keyOf(column)} scope="row" className={look(column)}>
                    <Cell of={cell} />
                  </th>
                ) : (
                  <td key={keyOf(column)} className={look(column)}>
                    <Cell of={cell} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Rows and cells have no ids: their place is what they are. */
const keyOf = (place: number): string => `at ${place}`;
