/** From how many on a percentage says more than the numbers themselves. */
export const LEAST_FOR_PERCENT = 10;

/** "7 of 9"; from ten on "78 % (14 of 18)". */
export const shareText = (count: number, of: number): string =>
  of < LEAST_FOR_PERCENT ? `${count} of ${of}` : `${Math.round((100 * count) / of)} % (${count} of ${of})`;
