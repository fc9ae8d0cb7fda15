/** Where on the page somebody is: as whom, in which channel, in which thread. It travels in the address. */
export interface Place {
  readonly as: string;
  readonly in: string;
  readonly thread: string | undefined;
}

/** The address of a place, or of something done there. */
export function addressOf({ as, in: channel, thread }: Place, path = '/'): string {
  const query = new URLSearchParams({ as, in: channel, ...(thread !== undefined && { thread }) });
  return `${path}?${query.toString()}`;
}

/** The place that an address names, with gaps where it doesn't; whether it exists is not known yet. */
export function placeIn(url: string): { readonly [Key in keyof Place]: string | undefined } {
  const query = new URL(url, 'http://localhost').searchParams;
  const given = (name: string) => query.get(name) ?? undefined;
  return { as: given('as'), in: given('in'), thread: given('thread') };
}
