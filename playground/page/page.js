// Keeps the page up to date and saves the reload after each click. Everything works without it.
const LOOK_EVERY = 700;
const PARTS = ['bar', 'rail', 'talk', 'phones', 'modal'];
const root = document.documentElement;

async function look() {
  try {
    const answer = await fetch('/play/version');
    const version = await answer.text();
    if (answer.ok && version !== root.dataset.version) show(await read(await fetch(location.href)), isBusy);
  } catch {
    // Baton restarts or has been stopped; it may come back.
  }
  setTimeout(() => void look(), LOOK_EVERY);
}

const read = async (answer) => new DOMParser().parseFromString(await answer.text(), 'text/html');

/** Replaces the parts that have changed, except those that `keep` wants left alone. */
function show(page, keep) {
  let isComplete = true;
  for (const id of PARTS) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (!old || !fresh || old.innerHTML === fresh.innerHTML) continue;
    if (keep(old, fresh)) isComplete = false;
    else old.replaceChildren(...fresh.childNodes);
  }
  if (isComplete) root.dataset.version = page.documentElement.dataset.version;
}

/** Somebody types there, or has a menu open, or fills in a modal that is still the same. */
function isBusy(old, fresh) {
  if (old.id === 'modal') return viewIn(old) !== undefined && viewIn(old) === viewIn(fresh);
  const field = old.contains(document.activeElement) && document.activeElement.value;
  return Boolean(field) || old.querySelector('details[open]') !== null;
}

const viewIn = (part) => part.querySelector('[data-view]')?.dataset.view;

document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  const action = submitter?.getAttribute('formaction') ?? form.getAttribute('action');
  if (action.startsWith('/play/restart')) return;
  event.preventDefault();
  void send(action, new URLSearchParams(new FormData(form, submitter)));
});

/** Does what the form would have done, and shows the page that it would have led to. */
async function send(action, body) {
  root.classList.add('waiting');
  try {
    const answer = await fetch(action, { method: 'POST', body });
    const page = await read(answer);
    history.replaceState(null, '', answer.url);
    const wasTyping = document.activeElement?.id === 'line';
    show(page, () => false);
    if (wasTyping) document.getElementById('line')?.focus();
  } catch {
    location.reload();
  } finally {
    root.classList.remove('waiting');
  }
}

// A click elsewhere closes an open menu.
document.addEventListener('click', ({ target }) => {
  for (const menu of document.querySelectorAll('details[open]')) if (!menu.contains(target)) menu.open = false;
});

setTimeout(() => void look(), LOOK_EVERY);
