import { expect, it } from 'vitest';
import { FIRST_LEAD, LEAD_PRESETS } from '../../../playground/sample-leads.ts';
import { play } from './play.ts';
import { read, visit } from './visitor.ts';

/** Sends what the printed command would send. */
async function paste(curl: string, deliveryId: string): Promise<Response> {
  const url = /http:\S+/.exec(curl)?.[0] ?? '';
  const headers = Object.fromEntries(
    [...curl.matchAll(/-H "([^:]+): ([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  const body = /-d '(.*)'$/s.exec(curl)?.[1] ?? '';
  return fetch(url, { method: 'POST', headers: { ...headers, 'idempotency-key': deliveryId }, body });
}

it('tells the whole hand-over: lead, claim, too late, contact, and one that nobody took', async () => {
  const { url, curl } = await play();
  const page = await visit(url, [{ as: 'U_ANA' }, { as: 'U_BEN' }]);
  expect((await paste(curl, '1')).status).toBe(200);
  await page.until('both cards', (shown) =>
    ['U_ANA', 'U_BEN'].every((as) => read(shown, as).includes(`#1 ${FIRST_LEAD.company}`)),
  );
  expect(read(page.shown, 'U_BEN')).toContain('|11:00 CET>');
  await page.until('the ring', ({ phones }) => phones.some(({ person }) => person === 'U_ANA'));
  const bensView = page.pane('U_BEN').messages;

  expect(await page.press('U_ANA', '#1', 'Claim')).toEqual({ kind: 'ok' });
  await page.until('whose it is', (shown) => read(shown, 'U_BEN').includes('<@U_ANA>* has it'));

  // Ben still has the old card before him.
  const [old] = bensView;
  const button = old?.blocks.flatMap(({ elements, block_id }) =>
    Array.isArray(elements) ? elements.map((element) => ({ ...element, block_id })) : [],
  )[0];
  const late = { blockId: String(button?.block_id), actionId: String(button?.action_id), entries: {} };
  const on = { kind: 'message' as const, channel: 'C_LEADS', ts: old?.ts ?? '' };
  const tooLate = await page.act({ kind: 'press', as: 'U_BEN', on, ...late });
  expect(tooLate).toMatchObject({ kind: 'failed', text: expect.stringContaining('somebody was faster') });

  await page.say('U_BEN', '/lead claim 1');
  await page.until('the refusal', ({ panes }) => panes[1]?.messages.some(({ isEphemeral }) => isEphemeral));
  expect(page.pane('U_BEN').messages.at(-1)?.says).toContain('<@U_ANA> was faster');
  expect(read(page.shown, 'U_ANA')).not.toContain('was faster');

  page.watch([{ as: 'U_ANA', channel: 'bot' }, { as: 'U_MAX' }]);
  await page.until('the contact', (shown) => read(shown, 'U_ANA').includes(FIRST_LEAD.phone));
  expect(await page.press('U_ANA', FIRST_LEAD.phone, 'Reached')).toEqual({ kind: 'ok' });
  await page.until('contact in time', (shown) => read(shown, 'U_MAX').includes('first contact in time'));

  const sent = await page.act({ kind: 'lead', body: LEAD_PRESETS[1]?.body ?? '' });
  expect(sent).toEqual({ kind: 'ok', note: '200: Baton took it as lead #2.' });
  expect(await page.act({ kind: 'time', to: '1h' })).toEqual({ kind: 'ok' });
  expect(await page.act({ kind: 'time', to: '5min' })).toEqual({ kind: 'ok' });
  await page.until('the manager to be told', ({ phones }) => phones.some(({ person }) => person === 'U_MAX'));
  await page.until('a card that is late', (shown) => /late/i.test(read(shown, 'U_MAX')));
});

it('lets everything happen at its own time when the clock is moved on', async () => {
  const { url } = await play();
  const page = await visit(url);
  await page.act({ kind: 'lead', body: JSON.stringify(FIRST_LEAD) });
  await page.act({ kind: 'time', to: '1h' });
  const minutes = page.shown.phones.map(({ ts }) => new Date(Number(ts) * 1_000).toISOString().slice(11, 16));
  expect(minutes).toContain('09:45');
  expect(minutes).toContain('10:00');
});

it('shows a message well before a blink is over', async () => {
  const { url, show } = await play();
  const page = await visit(url);
  const { slack } = show.stage;
  const before = page.pushes.panes ?? 0;
  slack.person('U_BEN').write('Hello', 'leads');
  await page.until('the message', (shown) => read(shown, 'U_ANA').includes('Hello'));
  expect(page.pushes.panes).toBe(before + 1);
});
