import { describe, expect, it } from 'vitest';
import { sign } from '../../src/platform/http/signatures.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const BODY = Buffer.from(JSON.stringify({ company: 'Feld & Söhne', email: 'jo@feld.example', need: 'A demo' }));

/** Sends a lead signed by HMAC in hexadecimal. */
async function send({ port, clock }: Office, endpoint: string, secret: string, id: string): Promise<number> {
  const headers = sign({ scheme: 'hmac-hex', secret, rawBody: BODY, now: clock.now(), deliveryId: id });
  const response = await fetch(`http://127.0.0.1:${port}/hooks/${endpoint}`, { method: 'POST', headers, body: BODY });
  return response.status;
}

/** The secret on the screen that shows it once. */
function secretOn(says: string): string {
  const [, secret] = /secret is\s+`?([\w-]{20,})`?/i.exec(says) ?? [];
  if (secret === undefined) throw new Error(`No secret in: ${says}`);
  return secret;
}

describe.each(backends)('connecting a form in Slack, on $name', (backend) => {
  it('shows address and secret once; leads signed with it arrive, and a new secret leaves the old one live', async () => {
    const office = await openOffice(backend);
    const { slack } = office;
    const ada = slack.person('U_ADA');

    await ada.type('/baton hooks', 'C_LEADS');
    const list = await slack.until(() => ada.view());
    expect(list.says).toContain('Website');
    await ada.press(list, 'Connect a form');
    const form = await slack.until(() => (ada.view()?.id === list.id ? undefined : ada.view()));
    const submitted = await ada.submit(form, {
      name: 'Trade fair (Köln)',
      scheme: 'hmac-hex',
      channel: 'C_OTHER',
      mapping: 'company: company\nemail: email\nmessage: need',
    });
    expect(submitted.kind).toBe('updated');
    const shown = await slack.until(() => ada.view());
    expect(shown.says).toContain('/hooks/trade-fair-koln');
    const secret = secretOn(shown.says);
    expect(await send(office, 'trade-fair-koln', secret, 'one')).toBe(200);
    const card = await slack.until(() => ada.sees('C_OTHER').find(({ says }) => says.includes('Feld & Söhne')));
    expect(card.says).toContain('A demo');
    expect(card.says).toContain('Trade fair (Köln)');

    await ada.closeAll();
    await ada.type('/baton hooks', 'C_LEADS');
    const again = await slack.until(() => ada.view());
    expect(again.says).not.toContain(secret);
    await ada.press(again, 'Open', { value: 'trade-fair-koln' });
    const opened = await slack.until(() => (ada.view()?.id === again.id ? undefined : ada.view()));
    await ada.press(opened, 'New secret');
    const rotated = await slack.until(() => (ada.view()?.id === opened.id ? undefined : ada.view()));
    const next = secretOn(rotated.says);
    expect(rotated.says).not.toContain(secret);
    expect(await send(office, 'trade-fair-koln', secret, 'two')).toBe(200);
    expect(await send(office, 'trade-fair-koln', next, 'three')).toBe(200);
    expect(await send(office, 'trade-fair-koln', 'not-the-secret', 'four')).toBe(401);
  });

  it('refuses a second form of one name, a header that is none, and a mapping that cannot be read, each under its field', async () => {
    const { slack } = await openOffice(backend);
    const ada = slack.person('U_ADA');
    await ada.type('/baton hooks', 'C_LEADS');
    const list = await slack.until(() => ada.view());
    await ada.press(list, 'Connect a form');
    const form = await slack.until(() => (ada.view()?.id === list.id ? undefined : ada.view()));
    const faulty: readonly [string, Record<string, string>][] = [
      ['name', { name: 'Website', scheme: 'standard', channel: 'C_LEADS' }],
      ['header', { name: 'Fair', scheme: 'hmac-hex', channel: 'C_LEADS', header: 'no header' }],
      ['mapping', { header: 'x-fair', mapping: 'shoe size: data.size' }],
    ];
    for (const [field, entries] of faulty) {
      const submitted = await ada.submit(form, entries);
      expect(submitted).toMatchObject({ kind: 'errors', errors: { [field]: expect.any(String) } });
    }
  });

  it('is for admins', async () => {
    const { slack } = await openOffice(backend);
    const ana = slack.person('U_ANA');
    await ana.type('/baton hooks', 'C_LEADS');
    await slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.includes('Only admins connect forms')));
    expect(ana.view()).toBeUndefined();
  });
});
