import { type ReactNode, useContext } from 'react';
import { placeOfMessage } from './permalink.ts';
import { ReaderContext } from './reader-context.ts';

const SAFE: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** Whether an address only leads somewhere, and cannot run anything in the page. */
export const isSafeUrl = (url: string): boolean => SAFE.has(URL.parse(url)?.protocol ?? '');

/** A link out of the page, or to a message of this Slack; one that could run something is only its words. */
export function Link({
  href,
  className,
  children,
}: {
  readonly href: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const reader = useContext(ReaderContext);
  if (!isSafeUrl(href)) return children;
  const here = reader && placeOfMessage(href, reader);
  if (here !== undefined) {
    return (
      <a href={here} className={className}>
        {children}
      </a>
    );
  }
  return (
    <a href={href} className={className} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
