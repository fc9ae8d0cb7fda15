/**
 * Gives each row a column of its own so that the sum of the costs is the smallest there is; the answer is the column of each row. As
 * many columns as rows, or more; costs are finite. The Hungarian method with potentials (Kuhn 1955, Munkres 1957), in the time of
 * rows² × columns: a hundred take some milliseconds.
 */
export function cheapest(costs: readonly (readonly number[])[]): number[] {
  const width = costs[0]?.length ?? 0;
  // Of each column the row that has it, from 1; row and column 0 stand for nothing.
  const rowOf = Array.from({ length: width + 1 }, () => 0);
  const ofRow = Array.from({ length: costs.length + 1 }, () => 0);
  const ofColumn = Array.from({ length: width + 1 }, () => 0);
  for (let row = 1; row <= costs.length; row += 1) place(row);
  const chosen = costs.map(() => 0);
  for (const [column, row] of rowOf.entries()) if (row > 0) chosen[row - 1] = column - 1;
  return chosen;

  /** Finds a column for one more row; the rows before it may have to move on, along the cheapest way. */
  function place(row: number): void {
    const least = Array.from({ length: width + 1 }, () => Infinity);
    const before = Array.from({ length: width + 1 }, () => 0);
    const isSeen = Array.from({ length: width + 1 }, () => false);
    rowOf[0] = row;
    let at = 0;
    do {
      isSeen[at] = true;
      at = step(at, { least, before, isSeen });
    } while (rowOf[at] !== 0);
    while (at !== 0) {
      const from = before[at] ?? 0;
      rowOf[at] = rowOf[from] ?? 0;
      at = from;
    }
  }

  function step(at: number, { least, before, isSeen }: Search): number {
    const row = rowOf[at] ?? 0;
    let next = 0;
    let smallest = Infinity;
    for (let column = 1; column <= width; column += 1) {
      if (isSeen[column] === true) continue;
      const cost = (costs[row - 1]?.[column - 1] ?? Infinity) - (ofRow[row] ?? 0) - (ofColumn[column] ?? 0);
      if (cost < (least[column] ?? Infinity)) {
        least[column] = cost;
        before[column] = at;
      }
      if ((least[column] ?? Infinity) < smallest) {
        smallest = least[column] ?? Infinity;
        next = column;
      }
    }
    for (let column = 0; column <= width; column += 1) {
      if (isSeen[column] === true) {
        ofRow[rowOf[column] ?? 0] = (ofRow[rowOf[column] ?? 0] ?? 0) + smallest;
        ofColumn[column] = (ofColumn[column] ?? 0) - smallest;
      } else least[column] = (least[column] ?? Infinity) - smallest;
    }
    return next;
  }
}

interface Search {
  /** For each column the smallest cost at which it can be reached, and from which column. */
  readonly least: number[];
  readonly before: number[];
  readonly isSeen: boolean[];
}
