import { useEffect, useState } from 'react';

/** Brings a message into view as soon as it is drawn, and marks it for a moment. `drawn` changes whenever something is drawn. */
export function useSeek(drawn: unknown): (ts: string) => void {
  const [sought, seek] = useState<string>();
  useEffect(() => {
    if (sought === undefined || drawn === undefined) return;
    const found = document.querySelector(`.message[data-ts="${CSS.escape(sought)}"]`);
    if (found === null) return;
    found.scrollIntoView({ block: 'center' });
    // The mark fades by itself; an animation that is cut short does no harm.
    found.classList.remove('sought');
    found.getBoundingClientRect();
    found.classList.add('sought');
    seek(undefined);
  }, [sought, drawn]);
  return seek;
}
