import { createRoot } from 'react-dom/client';
import './theme.css';
import './gallery.css';
import { record } from '../server/json.ts';
import { Gallery } from './gallery/gallery.tsx';
import { goldenViews } from './gallery/golden.ts';

const page = document.getElementById('page');
if (page === null) throw new Error('The page has no place to draw on.');
const root = createRoot(page);

const answer = await fetch('/views.json');
if (answer.ok) {
  const views = goldenViews(record(await answer.json()));
  root.render(<Gallery views={views} />);
} else {
  root.render(<p>There are no golden views beside this playground: it runs without the tests of the repository.</p>);
}
