import { lazily } from './lazily.ts';

/** "12,000" */
export const numberText = (number: number): string => format().format(number);

const format = lazily(() => new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 }));
