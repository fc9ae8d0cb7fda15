/** An e-mail address as it stands in a text. It is looked for once in each word, or a long one would take minutes. */
export const EMAIL = /(?<![^\s@<>()"',;:])[^\s@<>()"',;:]+@[^\s@<>()"',;:]+\.[^\s@<>()"',;:]*[^\s@<>()"',;:.]/gu;

/** Seven digits or more, as people write telephone numbers. Years, prices and quantities are shorter. */
export const PHONE = /\(?\+?\p{Nd}(?:[\s().\-/]{0,3}\p{Nd}){6,}/gu;
