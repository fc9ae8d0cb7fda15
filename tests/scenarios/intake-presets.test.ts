import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../src/intake/presets/presets.ts';
import { type Signing, sign } from '../../src/platform/http/signatures.ts';
import * as samples from '../intake/deliveries.ts';
import { backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';
import { rememberSecret } from '../support/canaries.ts';

type Backend = (typeof backends)[number];

const THEIR_SECRET = 'client-secret-of-an-app';

/** An office that has connected each known sender, under the id of its preset. */
async function withSenders(backend: Backend) {
  const office = await openOffice(backend);
  const { services, workspaceId } = office.app;
  const secrets = new Map<string, string>();
  for (const [preset, { secretBy }] of PRESETS) {
    const added = await services.intake.add(
      {
        workspaceId,
        name: preset,
        preset,
        signing: { scheme: 'standard' },
        channelId: 'C_LEADS',
        mapping: undefined,
        secret: secretBy === 'sender' ? THEIR_SECRET : undefined,
      },
      'U_ADA',
    );
    if (added.kind === 'refused') throw new Error(added.sentence);
    rememberSecret(added.secret);
    secrets.set(preset, added.secret);
  }

  return {
    ...office,
    office,
    secretOf: (preset: string) => secrets.get(preset) ?? '',
    /** As the sender itself would send it: without an id beside the body, and signed over the public address. */
    async deliver(preset: string, body: object, changes: Partial<Signing> = {}) {
      const secret = secrets.get(preset) ?? '';
      const sent = preset === 'google-ads' ? { google_key: changes.secret ?? secret, ...body } : body;
      // Whoever writes by one sender is another person than whoever writes by another.
      const rawBody = Buffer.from(JSON.stringify(sent).replaceAll('ada@example.com', `ada@${preset}.example`));
      const uri = `http://localhost:0/hooks/${preset}?from=crm`;
      const signing = PRESETS.get(preset)?.signing ?? { scheme: 'standard' };
      const { 'idempotency-key': _, ...headers } = sign({
        ...signing,
        secret,
        rawBody,
        now: office.clock.now(),
        deliveryId: '',
        uri,
        ...changes,
      });
      const response = await fetch(`http://127.0.0.1:${office.port}/hooks/${preset}?from=crm`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: rawBody,
      });
      return { status: response.status, text: await response.text() };
    },
    leads: () => office.database.db.selectFrom('leads').selectAll().orderBy('number').execute(),
    deliveries: () => office.database.db.selectFrom('deliveries').selectAll().orderBy('received_at').execute(),
    told: () =>
      office.slack
        .person('U_ADA')
        .dms()
        .filter(({ says }) => says.includes('made no lead')),
  };
}

describe.each(backends)('known senders, on $name', (backend) => {
  it('each is understood as it sends: its lead has a card, again it is known, forged it is refused', async () => {
    const office = await withSenders(backend);
    for (const [preset, body] of Object.entries(samples.all())) {
      expect([preset, await office.deliver(preset, body)]).toMatchObject([preset, { status: 200 }]);
      office.clock.advance(1_000);
      expect([preset, await office.deliver(preset, body)]).toEqual([
        preset,
        { status: 200, text: '{"status":"known"}' },
      ]);
      expect([preset, await office.deliver(preset, body, { secret: 'not-the-secret-at-all' })]).toEqual([
        preset,
        { status: 401, text: 'Not authorized' },
      ]);
    }
    const leads = await office.leads();
    expect(leads.map(({ email, contact_name }) => [email, contact_name])).toEqual(
      Object.keys(samples.all()).map((preset) => [`ada@${preset}.example`, 'Ada Byron']),
    );
    expect(leads).toHaveLength(PRESETS.size);
    await office.slack.until(
      () =>
        office.slack
          .person('U_ANA')
          .sees('C_LEADS')
          .filter(({ buttons }) => buttons.includes('Claim')).length === PRESETS.size,
    );
  });

  it('a meeting that is moved makes no second lead, and nobody hears of it', async () => {
    const office = await withSenders(backend);
    await office.deliver('calendly', samples.calendly());
    const moved = samples.calendly({ rescheduled: true });
    expect(await office.deliver('calendly', { ...moved, event: 'invitee.canceled' })).toEqual({
      status: 200,
      text: '{"status":"ignored"}',
    });
    const next = samples.calendly({ uri: 'https://api.calendly.com/i/2', old_invitee: moved.payload.uri });
    expect((await office.deliver('calendly', next)).text).toContain('ignored');
    // The next sign of life comes after any notice would have.
    await office.deliver('typeform', samples.typeform());
    await office.slack.until(() => office.slack.person('U_ANA').sees('C_LEADS').length >= 2);
    expect(await office.leads()).toHaveLength(2);
    expect((await office.deliveries()).map(({ state }) => state).toSorted()).toEqual([
      'accepted',
      'accepted',
      'ignored',
      'ignored',
    ]);
    expect(office.told()).toEqual([]);
  });

  it('HubSpot’s ids without a contact are kept, admins hear why, and its next attempt is known', async () => {
    const office = await withSenders(backend);
    const answer = await office.deliver('hubspot', samples.hubspotEvents('contact.creation'));
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.text).toContain('only the id of a contact');
    const again = samples.hubspotEvents('contact.creation', { attemptNumber: 1 });
    expect(await office.deliver('hubspot', again)).toEqual({ status: 200, text: '{"status":"known"}' });
    const notice = await office.slack.until(() => office.told()[0]);
    expect(notice.says).toContain('let a workflow send the contact instead');
    expect(await office.leads()).toEqual([]);
  });

  it('a test of Google Ads is a test lead, and its key is kept nowhere in the clear', async () => {
    const office = await withSenders(backend);
    expect((await office.deliver('google-ads', samples.googleAds({ is_test: true }))).status).toBe(200);
    expect(await office.leads()).toMatchObject([{ is_test: 1, email: 'ada@google-ads.example' }]);
    const kept = JSON.stringify([await office.deliveries(), await office.leads()]);
    expect(kept).toContain('gcl-1');
    expect(kept).not.toContain(office.secretOf('google-ads'));
  });
});

describe.each(backends)('connecting a known sender in Slack, on $name', (backend) => {
  it('asks for the secret that it makes itself, and says where the address goes', async () => {
    const { slack } = await openOffice(backend);
    const ada = slack.person('U_ADA');
    await ada.type('/baton hooks', 'C_LEADS');
    const list = await slack.until(() => ada.view());
    await ada.press(list, 'Connect a form');
    const form = await slack.until(() => (ada.view()?.id === list.id ? undefined : ada.view()));
    const entries = { name: 'CRM', scheme: 'hubspot', channel: 'C_LEADS' };
    expect(await ada.submit(form, entries)).toMatchObject({
      kind: 'errors',
      errors: { secret: 'HubSpot makes the secret itself: paste it here.' },
    });
    expect(await ada.submit(form, { ...entries, secret: 'short' })).toMatchObject({
      kind: 'errors',
      errors: { secret: 'A secret has at least 16 characters, letters, digits and signs, with no space in it.' },
    });
    expect((await ada.submit(form, { ...entries, secret: THEIR_SECRET })).kind).toBe('updated');
    const shown = await slack.until(() => ada.view());
    expect(shown.says).toContain('/hooks/crm');
    expect(shown.says).toContain('Send a webhook');
  });
});
