import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sign } from '../../src/platform/http/signatures.ts';
import { backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';

const FILE = new URL('../intake/refused-inputs.json', import.meta.url);
const PLAIN = { name: 'Fair', scheme: 'hmac-hex', channel: 'C_LEADS' };

/** What an admin may type that cannot be taken, into the form that connects another or changes one. */
const TYPED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a name without letters or digits': { ...PLAIN, name: '---' },
  'the name of another form': { ...PLAIN, name: 'website' },
  'a header that is none': { ...PLAIN, header: 'no header' },
  'no secret where the sender makes it': { ...PLAIN, scheme: 'webflow' },
  'a secret that is too short': { ...PLAIN, secret: 'too short' },
  'a mapping of an unknown field': { ...PLAIN, mapping: 'shoe size: data.size' },
  'a mapping that is no mapping': { ...PLAIN, mapping: 'just words' },
  'a path without an end': { ...PLAIN, mapping: 'email: data[' },
};

/** Sentences don't depend on the database. */
it('each input that is refused has its sentence, under its field or as the answer to its sender', async () => {
  const [backend] = backends;
  if (backend === undefined) throw new Error('SQLite is always there');
  const { app, clock, port, slack } = await openOffice(backend);
  const added = await app.services.intake.add(
    {
      workspaceId: app.workspaceId,
      name: 'Form',
      signing: { scheme: 'hmac-hex' },
      channelId: 'C_LEADS',
      mapping: undefined,
    },
    'U_ADA',
  );
  if (added.kind === 'refused') throw new Error(added.sentence);
  const { secret } = added;
  const refused: Record<string, unknown> = {};

  const ada = slack.person('U_ADA');
  const opened = async (label: string, value?: string) => {
    const before = ada.view();
    if (before === undefined) throw new Error('Nothing is open');
    await ada.press(before, label, value === undefined ? {} : { value });
    return slack.until(() => (ada.view()?.id === before.id ? undefined : ada.view()));
  };
  await ada.type('/baton hooks', 'C_LEADS');
  await slack.until(() => ada.view());
  const form = await opened('Connect a form');
  for (const [what, entries] of Object.entries(TYPED)) {
    const answer = await ada.submit(form, { header: '', secret: '', mapping: '', ...entries });
    refused[what] = answer.kind === 'errors' ? answer.errors : answer.kind;
  }
  await ada.closeAll();
  await ada.type('/baton hooks', 'C_LEADS');
  await slack.until(() => ada.view());
  await opened('Open', 'form');
  const change = await opened('Change');
  const changed = await ada.submit(change, { ...PLAIN, scheme: 'hubspot' });
  refused['another sender without the secret that it makes'] =
    changed.kind === 'errors' ? changed.errors : changed.kind;

  const bodies: readonly [string, string, Record<string, string>][] = [
    ['a body that is not JSON', 'company=Acme', {}],
    ['the id of another delivery', '{"email":"jo@feld.example","again":1}', { deliveryId: 'once' }],
    ['another secret', '{}', { secret: 'another-secret' }],
    ['no contact', '{"company":"Acme"}', {}],
  ];
  const send = async (text: string, changes: Record<string, string>, to = 'form') => {
    const rawBody = Buffer.from(text);
    const headers = sign({ scheme: 'hmac-hex', secret, rawBody, now: clock.now(), deliveryId: text, ...changes });
    const response = await fetch(`http://127.0.0.1:${port}/hooks/${to}`, { method: 'POST', headers, body: rawBody });
    return `${response.status} ${await response.text()}`;
  };
  await send('{"email":"jo@feld.example"}', { deliveryId: 'once' });
  for (const [what, text, changes] of bodies) refused[`over HTTP: ${what}`] = await send(text, changes);
  refused['over HTTP: an address that is none'] = await send('{}', {}, 'nowhere');

  if (process.env.UPDATE_VIEWS === '1' && process.env.CI === undefined) {
    writeFileSync(FILE, `${JSON.stringify(refused, null, 2)}\n`);
  }
  expect(existsSync(FILE), 'write it with UPDATE_VIEWS=1 and read it').toBe(true);
  expect(refused).toEqual(JSON.parse(readFileSync(FILE, 'utf8')));
});
