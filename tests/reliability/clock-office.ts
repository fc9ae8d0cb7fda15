import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Duration, Instant } from '../../src/core/instants.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { sign } from '../../src/platform/http/signatures.ts';
import { systemIds } from '../../src/platform/ids.ts';
import { type Backend, openAt } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';
import { formLead } from '../support/form-lead.ts';
import { environmentOf, runProgram } from '../support/process.ts';

const MOVED_MACHINE = fileURLToPath(new URL('./moved-machine.ts', import.meta.url));

/** The real program on a Wednesday morning, on a machine whose clock the test sets; Slack's is right. */
export async function startOnMachine(backend: Backend) {
  const address = await backend.address();
  const office = await openOffice({ ...backend, address: async () => address });
  const { slack, clock } = office;
  const added = await office.app.services.intake.add(
    {
      workspaceId: office.app.workspaceId,
      name: 'Form',
      signing: { scheme: 'standard' },
      channelId: 'C_LEADS',
      mapping: undefined,
    },
    'U_ADA',
  );
  if (added.kind === 'refused') throw new Error(added.sentence);
  await office.app.stop();

  const machine = machineFile();
  /** How far the machine's clock is from the right time, and for how long it has slept. */
  function set({ wrongBy = 0, slept = 0 }: { wrongBy?: Duration; slept?: Duration }): void {
    machine.write({ clock: clock.now() - systemClock.now() + wrongBy, up: slept });
  }
  set({});
  const env = environmentOf(slack, address);
  const baton = runProgram(['start'], {
    ...env,
    SLACK_API_URL: await withDate(slack.url, clock.now),
    NODE_OPTIONS: `--import ${MOVED_MACHINE}`,
    BATON_TEST_MACHINE: machine.path,
  });
  const port = await baton.port();
  return {
    slack,
    clock,
    baton,
    set,
    database: openAt(address),
    /** Signed at the right time, with the window of five minutes. */
    async send(company: string): Promise<number> {
      const rawBody = Buffer.from(JSON.stringify(formLead(company)));
      const signed = { secret: added.secret, rawBody, now: clock.now(), deliveryId: systemIds.next() };
      const headers = { ...sign({ scheme: 'standard', ...signed }), connection: 'close' };
      return (await fetch(`http://127.0.0.1:${port}/hooks/form`, { method: 'POST', body: rawBody, headers })).status;
    },
    cardOf: (company: string) =>
      slack
        .person('U_ANA')
        .sees('C_LEADS')
        .find(({ says }) => says.split('\n')[0]?.includes(company)),
  };
}

function machineFile() {
  const folder = mkdtempSync(join(tmpdir(), 'baton-machine-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'moved');
  return {
    path,
    write(moved: { clock: number; up: number }) {
      // Renamed into its place, so that nobody reads half of it.
      writeFileSync(`${path}.new`, JSON.stringify(moved));
      renameSync(`${path}.new`, path);
    },
  };
}

/** The same Slack, whose answers say what time it is there. */
async function withDate(url: string, now: () => Instant): Promise<string> {
  const proxy = createServer((asked, answer) => {
    const { method, headers } = asked;
    const passed = request(new URL(asked.url ?? '', url), { method, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, { ...given.headers, date: new Date(now()).toUTCString() });
      given.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}${new URL(url).pathname}`;
}
