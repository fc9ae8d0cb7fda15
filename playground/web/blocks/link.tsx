import type { ReactNode } from 'react';

const SAFE: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** Whether an address only leads somewhere, and cannot run anything in the page. */
export const isSafeUrl = (url: string): boolean => SAFE.has(URL.parse(url)?.protocol ?? '');

/** A link out of the page; one that could run something is only its words. */
export function Link({
  href,
  className,
  children,
}: {
  readonly href: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  if (!isSafeUrl(href)) return children;
  return (
    <a href={href} className={className} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
