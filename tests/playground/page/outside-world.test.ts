import { describe, expect, it } from 'vitest';
import { FIRST_LEAD } from '../../../playground/sample-leads.ts';
import type { Trouble } from '../../../playground/wire.ts';
import { play } from './play.ts';
import { read, visit } from './visitor.ts';

const LEAD = { kind: 'lead', body: JSON.stringify(FIRST_LEAD) } as const;

describe('a lead from the website', () => {
  it.each([
    ['is no JSON', '{"company":', 'This is no JSON: nothing was sent.'],
    ['is a list', '[1]', /^\d{3}: /],
  ])('that %s gets a sentence', async (_case, body, text) => {
    const { url } = await play();
    const page = await visit(url);
    const outcome = await page.act({ kind: 'lead', body });
    expect(outcome.kind === 'failed' ? outcome.text : outcome.kind === 'ok' ? outcome.note : '').toMatch(text);
  });

  it('is offered in variations, each of which Baton takes', async () => {
    const { url } = await play();
    const page = await visit(url);
    expect(page.shown.office.leadPresets.length).toBeGreaterThan(3);
    for (const { body } of page.shown.office.leadPresets) {
      expect(await page.act({ kind: 'lead', body })).toMatchObject({
        kind: 'ok',
        note: expect.stringMatching(/^200: /),
      });
    }
  });
});

describe('troubles', () => {
  const traces: Readonly<Record<Trouble, RegExp>> = {
    'rate-limited': /429 ratelimited/,
    'server-error': /503/,
    'lost-answer': /500, after accepting/,
    slow: /slow/,
    outage: /./,
  };

  it.each(Object.keys(traces) as Trouble[])(
    '%s: is played until it is switched off, and the card comes once',
    async (which) => {
      const { url } = await play();
      const page = await visit(url, [{ as: 'U_ANA' }], { traffic: true });
      expect(await page.act({ kind: 'trouble', which, on: true })).toEqual({ kind: 'ok' });
      expect(page.shown.world.troubles).toEqual([which]);
      await page.act(LEAD);
      if (which === 'outage') await page.until('the sockets to break', ({ world }) => world.openSockets === 0);
      else await page.until('its trace', ({ traffic }) => traffic.some(({ result }) => traces[which].test(result)));
      expect(await page.act({ kind: 'trouble', which, on: false })).toEqual({ kind: 'ok' });
      expect(page.shown.world.troubles).toEqual([]);
      // The bot waits before it tries again, by its own clock.
      const hurry = setInterval(() => void page.act({ kind: 'time', to: '5min' }), 500);
      try {
        await page.until('the card', (shown) => read(shown, 'U_ANA').includes('#1 '));
      } finally {
        clearInterval(hurry);
      }
      expect(page.pane('U_ANA').messages.filter(({ says }) => says.includes('#1 '))).toHaveLength(1);
    },
  );
});

describe('the bot', () => {
  it('opens another socket when Slack asks for it', async () => {
    const { url, show } = await play();
    const page = await visit(url);
    const numbers = () => show.stage.slack.sockets.open.map(({ number }) => number);
    const before = numbers();
    expect(await page.act({ kind: 'refresh-socket' })).toEqual({ kind: 'ok' });
    await page.until('another socket', () => numbers().some((number) => !before.includes(number)));
  });

  it('restarts while the page stays, at the address of before, and has forgotten nothing', async () => {
    const { url } = await play();
    const page = await visit(url);
    await page.act(LEAD);
    await page.until('the card', (shown) => read(shown, 'U_ANA').includes('#1'));
    const { form } = page.shown.world;
    const restarting = page.act({ kind: 'restart' });
    await page.until('the restart', ({ world }) => world.bot === 'restarting');
    expect(await restarting).toMatchObject({ kind: 'ok' });
    expect(page.shown.world).toMatchObject({ bot: expect.stringMatching(/up|busy/), form });
    await page.press('U_ANA', '#1', 'Claim');
    await page.until('whose it is', (shown) => read(shown, 'U_ANA').includes('<@U_ANA>* has it'));
    await page.until('rest', ({ world }) => world.bot === 'up');
  });

  it('restarts while Slack is away, keeps the lead that came meanwhile, and shows it afterwards', async () => {
    const { url } = await play();
    const page = await visit(url);
    await page.act({ kind: 'trouble', which: 'outage', on: true });
    expect(await page.act(LEAD)).toMatchObject({ kind: 'ok' });
    expect(await page.act({ kind: 'restart' })).toMatchObject({ kind: 'ok' });
    await page.act({ kind: 'trouble', which: 'outage', on: false });
    await page.act({ kind: 'restart' });
    await page.until('the card', (shown) => read(shown, 'U_ANA').includes('#1'));
  });
});

it('begins anew with an empty company, and every page stays and sees it', async () => {
  const { url } = await play();
  const page = await visit(url);
  const other = await visit(url, [{ as: 'U_BEN' }]);
  await page.act(LEAD);
  await page.act({ kind: 'time', to: 'tomorrow' });
  await page.act({ kind: 'trouble', which: 'slow', on: true });
  await other.until('the card', (shown) => read(shown, 'U_BEN').includes('#1'));
  const { form } = page.shown.world;
  const offices = other.pushes.office ?? 0;

  expect(await page.act({ kind: 'reset' })).toMatchObject({ kind: 'ok' });
  for (const one of [page, other]) {
    await one.until('an empty channel', ({ panes }) => panes[0]?.messages.length === 0);
    expect(one.shown.world).toMatchObject({ troubles: [], form });
    expect(one.shown.phones.filter(({ because }) => because === 'mention')).toEqual([]);
    expect(new Date(one.shown.clock.now).toISOString()).toMatch(/^2026-03-09T09:0/);
  }
  expect(other.pushes.office).toBeGreaterThan(offices);
  await page.act(LEAD);
  await other.until('a first card', (shown) => read(shown, 'U_BEN').includes('#1'));
});

describe('the clock', () => {
  it('goes to the end of the week, and its page hears of jumps and minutes only', async () => {
    const { url, show } = await play();
    const page = await visit(url);
    await page.act({ kind: 'time', to: 'friday' });
    expect(new Date(page.shown.clock.now).toISOString()).toMatch(/^2026-03-13T15:0/);
    const before = page.pushes.clock;
    show.stage.slack.person('U_BEN').write('Hello', 'leads');
    await page.until('the message', (shown) => read(shown, 'U_ANA').includes('Hello'));
    expect(page.pushes.clock).toBe(before);
    await page.act({ kind: 'time', to: 'friday' });
    expect(new Date(page.shown.clock.now).toISOString()).toMatch(/^2026-03-20T15:0/);
  });
});
