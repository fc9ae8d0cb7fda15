import { useEffect, useState } from 'react';

type Theme = 'system' | 'light' | 'dark';

const KEY = 'baton-theme';
const NEXT = { system: 'light', light: 'dark', dark: 'system' } as const;
const SHOWN = {
  system: { sign: '◐', words: 'Colours: as the system has them' },
  light: { sign: '☀', words: 'Colours: light' },
  dark: { sign: '☾', words: 'Colours: dark' },
} as const;

/** Light, dark, or whatever the system says; remembered by the browser. */
export function ThemeToggle() {
  const [theme, setTheme] = useState(remembered);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    localStorage.setItem(KEY, theme);
  }, [theme]);
  const { sign, words } = SHOWN[theme];
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={words}
      title={words}
      onClick={() => setTheme(NEXT[theme])}
    >
      {sign}
    </button>
  );
}

function remembered(): Theme {
  const theme = localStorage.getItem(KEY);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}
