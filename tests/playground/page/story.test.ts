import { expect, it } from 'vitest';
import { open } from './browser.ts';
import { play } from './play.ts';

/** Sends what the printed command would send. */
async function paste(curl: string, deliveryId: string): Promise<Response> {
  const url = /http:\S+/.exec(curl)?.[0] ?? '';
  const headers = Object.fromEntries(
    [...curl.matchAll(/-H "([^:]+): ([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  const body = /-d '(.*)'$/s.exec(curl)?.[1] ?? '';
  return fetch(url, { method: 'POST', headers: { ...headers, 'idempotency-key': deliveryId }, body });
}

it('tells the whole hand-over through plain forms: lead, claim, too late, contact, and one that nobody took', async () => {
  const { url, curl, stage } = await play();
  expect((await paste(curl, '1')).status).toBe(200);
  await stage.settled();

  const first = await open(url);
  expect(first.part('phones')).toContain('Ana Ruiz');
  const bens = await first.follow('BO');
  expect(bens.part('talk')).toContain('#1 Halden Logistics');
  expect(bens.part('talk')).toContain('first contact by 10:00');

  const anas = await (await open(`${url}/?as=U_ANA&in=C_LEADS`)).press('Claim');
  expect(anas.part('talk')).toContain('Ana Ruiz');
  const dm = await anas.follow('✉ Baton');
  expect(dm.part('talk')).toContain('+49 30 90182044');

  const tooLate = await bens.press('Claim');
  expect(tooLate.part('talk')).toContain('somebody was faster');
  const refused = await tooLate.press('Send', { within: 'Send', fields: { line: '/lead claim 1' } });
  expect(refused.part('talk')).toContain('Only you can see this');
  expect(refused.part('talk')).toMatch(/Ana Ruiz.*already|already.*Ana Ruiz|Ana Ruiz has/i);

  const reached = await dm.press('Reached');
  const card = await reached.follow('# leads');
  expect(card.part('talk')).toContain('first contact in time');

  const sent = await card.press('Send a lead');
  expect(sent.part('talk')).toContain('#2 Feld & Söhne');
  const later = await sent.press('+1 h');
  expect(later.part('bar')).toContain('11:00');
  const late = await later.press('+5 min');
  expect(late.part('phones')).toContain('Max Weber');
  expect(late.part('talk')).toMatch(/late/i);
});
