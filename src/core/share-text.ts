/** From how many on a percentage says more than the numbers themselves. */
export const LEAST_FOR_PERCENT = 10;

/** "7 of 9"; from ten on "78 % (14 of 18)". */
export const shareText = (count: number, of: number): string =>
  of < LEAST_FOR_PERCENT ? `${count} of ${of}` : `${percentOf(count, of)} % (${count} of ${of})`;

/** Whole percent. All alone are 100, and none alone are 0: 199 of 200 have not kept a promise of all. */
export function percentOf(count: number, of: number): number {
  const rounded = Math.round((100 * count) / of);
  if (count > 0 && count < of) return Math.min(99, Math.max(1, rounded));
  return rounded;
}
