/** What people tick once a deal is won or lost, so that it can be counted; a line of their own says the rest. */
export const HELPED: Readonly<Record<string, string>> = {
  'fast-call': 'We called fast',
  'good-fit': 'Good fit',
  'knew-us': 'They knew us before',
  content: 'Our content',
  demo: 'The demo',
  reference: 'A reference',
  price: 'The price',
  'right-person': 'The right person',
};

export const WENT_WRONG: Readonly<Record<string, string>> = {
  price: 'The price',
  competitor: 'A competitor',
  feature: 'Something was missing',
  'no-decision': 'Nobody decided',
  timing: 'Bad timing',
  'contact-left': 'Our contact left',
  slow: 'We were slow',
  expectations: 'They expected something else',
};

/** Those of these keys that are on the list; a form may be older than the list. */
export const known = (keys: readonly string[], list: Readonly<Record<string, string>>): string[] =>
  keys.filter((key) => Object.hasOwn(list, key));
