import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkView } from '../../src/blockkit/phone.ts';
import * as blocks from '../../src/intake/blocks.ts';
import type { Endpoint } from '../../src/intake/endpoint.ts';
import { intakeNotices } from '../../src/intake/notices.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import { hostile, nasty } from '../blockkit/hostile.ts';
import { faultsOf as faultsOnPhone, goldenViews, type Views } from '../support/golden.ts';

const URL = 'https://baton.example/hooks/website';
const SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

const endpoint = (differing: Partial<Endpoint & { dead: number }> = {}) => ({
  id: 'website',
  workspaceId: 'T1',
  name: 'Website',
  preset: 'generic',
  signing: { scheme: 'standard' } as const,
  channelId: 'CLEADS',
  mapping: undefined,
  createdAt: 0,
  dead: 0,
  ...differing,
});

interface Words {
  readonly name: string;
  readonly header: string;
  readonly reason: string;
}

const PLAIN: Words = {
  name: 'Website',
  header: 'x-acme-signature',
  reason: 'no e-mail, no phone, and no name with a company',
};

/** Everything that admins see of forms. */
async function intakeViews({ name, header, reason }: Words): Promise<Views> {
  const form = endpoint({ name });
  const fair = endpoint({ id: 'fair', name: 'Trade fair', signing: { scheme: 'token' }, dead: 2 });
  const known = endpoint({ id: 'ads', name: 'Ads', preset: 'google-ads', signing: { scheme: 'body-key' } });
  const signed = endpoint({ name, signing: { scheme: 'hmac-hex', header } });
  return {
    'intake-forms.none': blocks.endpointsModal([]),
    'intake-forms.some': blocks.endpointsModal([form, fair, known]),
    'intake-add': blocks.addModal('CLEADS'),
    'intake-add.no-channel': blocks.addModal(undefined),
    'intake-secret': blocks.secretModal(form, URL, SECRET),
    'intake-secret.own-header': blocks.secretModal(signed, URL, SECRET),
    'intake-secret.token': blocks.secretModal(fair, URL, SECRET),
    'intake-secret.preset': blocks.secretModal(endpoint({ name, preset: 'typeform' }), URL, SECRET),
    'intake-refusal.unknown-form': blocks.unknownEndpointMessage(),
    'intake-refusal.not-admin': blocks.notAdminMessage(),
    'intake-refusal.not-set-up': blocks.notSetUpMessage(),
    ...(await noticeViews(name, reason)),
  };
}

const notices = (name: string, reason: string) =>
  intakeNotices({
    deadLetter: async (id) => (id === 'gone' ? undefined : { endpointName: name, reason, receivedAt: 0 }),
    endpoint: async (id) => (id === 'gone' ? undefined : endpoint({ name })),
  });

const about = (kind: string, subject: string) =>
  ({ key: 'n', workspaceId: 'T1', recipient: { person: 'UADA' }, kind, subject, at: 0 }) as const;

async function noticeViews(name: string, reason: string): Promise<Views> {
  const views = notices(name, reason).map(async ({ kind, heading, render }): Promise<Views> => {
    const rendered = await render(about(kind, 'd1'));
    if (rendered === undefined) throw new Error(`${kind} says nothing`);
    const view = kind.replace('.', '-notice.');
    return {
      [view]: rendered.message,
      [`${view}-merged`]: mergedMessage([{ heading: heading(2), lines: [rendered.line, rendered.line] }]),
    };
  });
  return Object.assign({}, ...(await Promise.all(views)));
}

/** What is wrong with these, where the form that connects one may ask six things: whoever fills it in is an admin. */
function faultsOf(views: Views): string[] {
  return Object.entries(views).flatMap(([name, view]) =>
    name.startsWith('intake-add') && 'type' in view ? checkView(view, { inputs: 6 }) : faultsOnPhone({ [name]: view }),
  );
}

describe('what admins see of forms', async () => {
  const plain = await intakeViews(PLAIN);
  goldenViews('intake', plain);

  it('fits Slack and a phone', () => {
    expect(faultsOf(plain)).toEqual([]);
  });

  const writing = (word: string) => intakeViews({ name: word, header: word, reason: word });

  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))('fits when somebody writes %j', async (_, word) => {
    expect(faultsOf(await writing(word))).toEqual([]);
  });

  it('fits whatever anybody writes', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (word) => {
        expect(faultsOf(await writing(word))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('a hundred forms fit, and one more can be connected', () => {
    const many = Array.from({ length: 100 }, (_, count) => endpoint({ id: `f${count}`, name: `Form ${count}` }));
    const view = blocks.endpointsModal(many);
    expect(faultsOf({ view })).toEqual([]);
    expect(JSON.stringify(view)).toContain(blocks.OPEN_ADD);
  });

  it('a secret stands only where it is shown the once', () => {
    for (const [name, view] of Object.entries(plain)) {
      expect(JSON.stringify(view).includes(SECRET), name).toBe(name.startsWith('intake-secret'));
    }
  });

  it('says one lead and several leads', () => {
    const [dead] = notices('Website', '');
    expect([dead?.heading(1), dead?.heading(2)]).toEqual(['1 delivery made no lead', '2 deliveries made no lead']);
  });

  it('tells nobody of a delivery or a form that is gone', async () => {
    for (const { kind, render } of notices('Website', '')) expect(await render(about(kind, 'gone'))).toBeUndefined();
  });
});
