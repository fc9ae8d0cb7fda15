import { useSyncExternalStore } from 'react';

type Theme = 'light' | 'dark';

/** What the page looks like now: as chosen on <html>, else as the system is. The library doesn't follow our choice by itself. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, theme);

const dark = window.matchMedia('(prefers-color-scheme: dark)');

function theme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return dark.matches ? 'dark' : 'light';
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  dark.addEventListener('change', onChange);
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', onChange);
  };
}
