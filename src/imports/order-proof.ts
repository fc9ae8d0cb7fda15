import { type DateOrder, orderProvedBy } from './moments.ts';

/** What the dates of one column prove of their order; `both` if they contradict each other. */
export type OrderProof = DateOrder | 'both' | undefined;

/** What one more cell adds to what its column has proved so far. */
export function withCell(soFar: OrderProof, cell: string): OrderProof {
  if (soFar === 'both' || cell.length > 40) return soFar;
  const proved = orderProvedBy(cell);
  if (proved === undefined || proved === soFar) return soFar;
  return soFar === undefined ? proved : 'both';
}
