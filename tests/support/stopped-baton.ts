import { systemClock } from '../../src/platform/clock.ts';
import type { DatabaseAddress } from '../../src/platform/db/database.ts';
import { sign } from '../../src/platform/http/signatures.ts';
import { type Backend, openAt } from './backends.ts';
import { type OfficeOptions, openOffice } from './baton.ts';
import { formLead } from './form-lead.ts';
import { environmentOf } from './process.ts';

/** A database that was set up by a Baton that has stopped, and what one needs to start a process on it. */
export async function withDatabase(backend: Backend, { slack: its = {} }: Pick<OfficeOptions, 'slack'> = {}) {
  const address: DatabaseAddress = await backend.address();
  const office = await openOffice({ ...backend, address: async () => address }, { at: systemClock.now(), slack: its });
  const added = await office.app.services.intake.add(
    {
      workspaceId: office.app.workspaceId,
      name: 'Form',
      signing: { scheme: 'hmac-hex' },
      channelId: 'C_LEADS',
      mapping: undefined,
    },
    'U_ADA',
  );
  if (added.kind === 'refused') throw new Error(added.sentence);
  await office.app.stop();
  const { slack } = office;
  const { secret } = added;
  const env = environmentOf(slack, address);

  async function send(port: number, company: string, more: object = {}): Promise<number> {
    const rawBody = Buffer.from(JSON.stringify({ ...formLead(company), ...more }));
    const headers = sign({
      scheme: 'hmac-hex',
      secret,
      rawBody,
      now: systemClock.now(),
      deliveryId: company,
    });
    const url = `http://127.0.0.1:${port}/hooks/form`;
    return (await fetch(url, { method: 'POST', body: rawBody, headers: { ...headers, connection: 'close' } })).status;
  }

  return {
    slack,
    address,
    env,
    /** Of the form that `send` signs for. */
    secret,
    send,
    /** As senders do: again and again, while the answer is to send it again. */
    async sendUntilTaken(port: number, company: string): Promise<number> {
      for (;;) {
        const status = await send(port, company);
        if (status !== 503) return status;
      }
    },
    cardsOf: (company: string) =>
      slack
        .person('U_ANA')
        .sees('C_LEADS')
        .filter(({ says, isEphemeral }) => says.split('\n')[0]?.includes(company) && !isEphemeral),
    leads: () => openAt(address).db.selectFrom('leads').selectAll().orderBy('number').execute(),
  };
}
