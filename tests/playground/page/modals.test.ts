import { describe, expect, it } from 'vitest';
import { play } from './play.ts';
import { read, topModal, visit } from './visitor.ts';

describe('modals', () => {
  it('keep what was entered, and say what Slack itself finds wrong with it', async () => {
    const { url } = await play();
    const page = await visit(url, [{ as: 'U_MIA' }]);
    expect(await page.act({ kind: 'shortcut', as: 'U_MIA', callbackId: 'lead.new' })).toEqual({ kind: 'ok' });
    await page.until('the modal', (shown) => topModal(shown, 'U_MIA')?.submit === 'Add');
    const wrong = await page.submit('U_MIA', { company: 'Acme <b>', email: 'no address' });
    expect(wrong).toEqual({ kind: 'incomplete', errors: { email: 'Please enter a valid email address.' } });
    expect(JSON.stringify(topModal(page.shown, 'U_MIA')?.values.company)).toContain('Acme <b>');

    expect(await page.submit('U_MIA', { email: 'kai@acme.example' })).toEqual({ kind: 'ok' });
    const view = topModal(page.shown, 'U_MIA');
    expect([view?.title, view?.submit, view?.close]).toEqual(['Added', undefined, 'Close']);
    await page.act({ kind: 'close', as: 'U_MIA', view: view?.id ?? '', all: true });
    expect(page.pane('U_MIA').modals).toEqual([]);
    await page.until('the card', (shown) => read(shown, 'U_MIA').includes('Acme <b>'));
  });

  it('show the errors that the bot itself finds, and what was typed survives them', async () => {
    const { url } = await play();
    const page = await visit(url, [{ as: 'U_MIA' }]);
    await page.act({ kind: 'shortcut', as: 'U_MIA', callbackId: 'lead.new' });
    await page.until('the modal', (shown) => topModal(shown, 'U_MIA'));
    expect(await page.submit('U_MIA', { message: 'Call me' })).toEqual({ kind: 'ok' });
    const view = topModal(page.shown, 'U_MIA');
    expect(Object.values(view?.errors ?? {}).join()).toContain('Somebody must be able to reach them');
    expect(JSON.stringify(view?.values.message)).toContain('Call me');
  });

  it('are given with their entries when a button in them is pressed', async () => {
    const { url } = await play();
    const page = await visit(url, [{ as: 'U_ADA' }]);
    expect(await page.say('U_ADA', '/baton setup')).toEqual({ kind: 'ok' });
    await page.until('the set-up', (shown) => topModal(shown, 'U_ADA')?.says.includes('Who sells?'));
    expect(await page.submit('U_ADA', { sales: ['U_ANA'] })).toEqual({ kind: 'ok' });
    expect(topModal(page.shown, 'U_ADA')?.title).toBe('Baton is ready');
    expect(await page.press('U_ADA', 'The promise', 'More')).toEqual({ kind: 'ok' });
    await page.until('more settings', (shown) => topModal(shown, 'U_ADA')?.title === 'More settings');
  });

  it('of which a field was taken away meanwhile ignore what is in it', async () => {
    const { url } = await play();
    const page = await visit(url, [{ as: 'U_MIA' }]);
    await page.act({ kind: 'shortcut', as: 'U_MIA', callbackId: 'lead.new' });
    await page.until('the modal', (shown) => topModal(shown, 'U_MIA'));
    const entries = { company: 'Acme', email: 'kai@acme.example', vanished: 'old' };
    expect(await page.submit('U_MIA', entries)).toEqual({ kind: 'ok' });
    expect(topModal(page.shown, 'U_MIA')?.title).toBe('Added');
  });

  it('that are closed already say so', async () => {
    const { url } = await play();
    const page = await visit(url, [{ as: 'U_MIA' }]);
    const gone = { kind: 'failed', text: 'This modal has been closed meanwhile.' };
    expect(await page.submit('U_MIA', {})).toEqual(gone);
    expect(await page.act({ kind: 'close', as: 'U_MIA', view: 'V1', all: false })).toEqual(gone);
  });
});

describe('menus and shortcuts', () => {
  it('choose from the ⋯ of a card', async () => {
    const { url } = await play();
    const page = await visit(url);
    await page.act({ kind: 'lead', body: '{"company":"Acme","email":"kai@acme.example"}' });
    await page.until('the card', (shown) => read(shown, 'U_ANA').includes('#1 Acme'));
    expect(await page.choose('U_ANA', '#1 Acme', 'Why this time?')).toEqual({ kind: 'ok' });
    await page.until('the reason', (shown) => read(shown, 'U_ANA').includes('due Mon 11:00 CET'));
  });

  it('make a lead of a message', async () => {
    const { url } = await play();
    const page = await visit(url, [{ as: 'U_MIA', channel: 'C_SMARKETING' }]);
    await page.say('U_MIA', 'Met kai@acme.example at the fair', 'C_SMARKETING');
    const [message] = page.pane('U_MIA').messages;
    const on = { channel: 'C_SMARKETING', ts: message?.ts ?? '' };
    await page.act({ kind: 'message-shortcut', as: 'U_MIA', callbackId: 'lead.from_message', ...on });
    await page.until('the modal', (shown) => topModal(shown, 'U_MIA'));
    expect(JSON.stringify(topModal(page.shown, 'U_MIA')?.values)).toContain('kai@acme.example');
  });
});
