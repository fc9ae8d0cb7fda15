import { createRoot } from 'react-dom/client';
import './theme.css';
import { App } from './app.tsx';
import { Guard } from './desk/guard.tsx';
import { openSocket } from './desk/socket.ts';

const page = document.getElementById('page');
if (page === null) throw new Error('The page has no place to draw on.');
createRoot(page).render(
  <Guard of={undefined}>
    <App socket={openSocket()} />
  </Guard>,
);
