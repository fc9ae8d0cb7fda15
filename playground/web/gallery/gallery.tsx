import { useEffect, useState } from 'react';
import type { Golden } from './golden.ts';
import { Specimen } from './specimen.tsx';

/** Everything that the bot shows, on one page. */
export function Gallery({ views }: { readonly views: readonly Golden[] }) {
  const [filter, setFilter] = useState('');
  const [isNarrow, setNarrow] = useState(false);
  const [theme, setTheme] = useState<'' | 'light' | 'dark'>('');
  const [said, say] = useState('');
  const shown = views.filter(({ name, blocks }) =>
    `${name} ${JSON.stringify(blocks)}`.toLowerCase().includes(filter.trim().toLowerCase()),
  );

  useEffect(() => {
    if (theme === '') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  // The views come after the page: a browser has looked for the address's anchor in vain.
  useEffect(() => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView(), []);

  return (
    <>
      <header className="tools">
        <h1>What Baton shows</h1>
        <input
          type="search"
          aria-label="Filter by name or words"
          placeholder="Filter by name or words"
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
        />
        <label>
          <input type="checkbox" checked={isNarrow} onChange={({ target }) => setNarrow(target.checked)} /> 360 px wide
        </label>
        <select aria-label="Light or dark" value={theme} onChange={({ target }) => setTheme(themeOf(target.value))}>
          <option value="">Like the system</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </select>
        <small>
          {shown.length} of {views.length} views
        </small>
      </header>
      <main className={isNarrow ? 'specimens narrow' : 'specimens'}>
        {shown.map((golden) => (
          <Specimen key={golden.name} golden={golden} say={say} />
        ))}
      </main>
      <p className="said" role="status">
        {said}
      </p>
    </>
  );
}

const themeOf = (value: string): '' | 'light' | 'dark' => (value === 'light' || value === 'dark' ? value : '');
