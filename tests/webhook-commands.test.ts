import { Webhook } from 'standardwebhooks';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addWebhookCommands } from '../src/webhook-commands.ts';
import { type Backend, backends } from './support/backends.ts';
import { rememberSecret } from './support/canaries.ts';
import { withTerminal } from './support/terminal.ts';
import { startReceiver } from './webhooks/receiver.ts';

/** The commands, and somebody who listens. */
async function withOffice(backend: Backend) {
  const { office, run } = await withTerminal(backend);
  const crm = await startReceiver();
  onTestFinished(() => crm.close());
  return { ...office, crm, run: (...args: readonly string[]) => run(addWebhookCommands, 'webhooks', ...args) };
}

const secretIn = (said: string): string => {
  const secret = /Secret {3}(whsec_\S+)/.exec(said)?.[1] ?? '';
  rememberSecret(secret);
  return secret;
};

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };

describe.each(backends)('baton webhooks, on $name', (backend) => {
  it('adds an address that the running Baton tells of leads, as the library of Standard Webhooks verifies', async () => {
    const { run, crm, send, slack } = await withOffice(backend);
    expect(await run('list')).toContain('Nobody follows yet');
    const added = await run('add', crm.url, '--events', 'lead.received');
    const name = /Name {5}(\S+)/.exec(added)?.[1] ?? '';
    expect(name).toMatch(/^127-0-0-1-\d+$/);
    expect(await run('try', name)).toContain('A ping is on its way');
    await slack.until(() => crm.taken.length === 1);
    const rotated = await run('rotate', name);
    // The running Baton may have seen a moment ago that nobody follows.
    const sent = async () => {
      await send({ ...LEAD, company: `Acme ${crypto.randomUUID()}` });
      return crm.taken.length;
    };
    await expect.poll(sent, { interval: 300 }).toBeGreaterThan(1);
    const last = crm.taken.at(-1);
    const headers = Object.fromEntries(
      Object.entries(last?.headers ?? {}).map(([header, value]) => [header, String(value)]),
    );
    for (const secret of [secretIn(added), secretIn(rotated)]) {
      expect(new Webhook(secret).verify(last?.rawBody ?? '', headers)).toMatchObject({ type: 'lead.received' });
    }
    expect(await run('list')).toMatch(new RegExp(`^${name}\\t${crm.url}\\ton\\t\\d+ waiting\\tlead.received$`, 'm'));
    expect(await run('log', name)).toMatch(/^\S+Z\tmsg_\S+\tping\t\tdelivered\t1 try\t204\t\d+ ms$/m);
    expect([await run('pause', name), await run('resume', name)]).toEqual(['Paused.', 'It goes on.']);
    expect(await run('resend', name)).toBe('0 deliveries are sent again.');
    expect(await run('remove', name)).toBe('Removed.');
    expect(await run('list')).toContain('Nobody follows yet');
  });

  it('says in a sentence what is wrong', async () => {
    const { run } = await withOffice(backend);
    const wrong = [
      [['add', 'http://crm.example.com/'], /must begin with https:\/\//],
      [['add', 'https://me:pw@crm.example.com/'], /Leave out the name and the password/],
      [['add', 'https://10.0.0.1/'], /inside a network of your own/],
      [['add', 'nowhere'], /That is no address/],
      [['add', 'https://crm.example.com/', '--events', 'lead.clamed'], /There is no event “lead.clamed”/],
      [['log', 'nobody'], /There is no address “nobody”/],
      [['rotate', 'nobody'], /There is no address “nobody”/],
      [['resend', 'nobody'], /There is no address “nobody”/],
      [['remove', 'nobody'], /There is no address “nobody”/],
    ] as const;
    for (const [args, sentence] of wrong) await expect(run(...args)).rejects.toThrow(sentence);
  });
});
