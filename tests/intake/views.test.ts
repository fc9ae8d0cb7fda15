import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { context, section } from '../../src/blockkit/blocks.ts';
import { md } from '../../src/blockkit/mrkdwn.ts';
import { checkView } from '../../src/blockkit/phone.ts';
import * as blocks from '../../src/intake/blocks.ts';
import { deadModal, retriedAllText, retriedText } from '../../src/intake/dead-letters/dead-blocks.ts';
import type { Endpoint } from '../../src/intake/endpoints/endpoint.ts';
import { changeModal, endpointModal } from '../../src/intake/endpoints/endpoint-blocks.ts';
import { fieldsModal, previewModal, waitingModal } from '../../src/intake/mapping/fields-blocks.ts';
import { intakeNotices } from '../../src/intake/notices.ts';
import { addWatchModal, changeWatchModal, takenMessage, watchModal } from '../../src/intake/watching/watch-blocks.ts';
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
  version: 1,
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
    ...formViews({ name, header, reason }),
    ...(await noticeViews(name, reason)),
  };
}

/** One form: itself, what of it was not understood, and its fields. */
function formViews({ name, header, reason }: Words): Views {
  const form = endpoint({ name });
  const dead = { id: 'd1', receivedAt: 0, reason, paths: ['data.mail', `data.${name}`] };
  const letters = [dead, { ...dead, id: 'd2', paths: [] }];
  const arrived = ['data.mail', `data["${name}"]`].map((path, at) => ({ path, sample: header, trail: [at] }));
  const some = { arrived, choices: { email: 0, company: 'keep' as const }, receivedAt: 0 };
  // The real card comes by a port; its own views are those of leads.
  const card = [section(md`#12 ${name}`), context(md`${header}`)];
  return {
    'intake-form.usual-names': endpointModal(form, URL),
    'intake-form.changed': endpointModal({ ...form, mapping: { email: 'mail' }, version: 2, dead: 1 }, URL, true),
    'intake-form.dead': endpointModal({ ...form, dead: 3 }, URL),
    'intake-change': changeModal(endpoint({ name, signing: { scheme: 'hmac-hex', header } })),
    'intake-change.preset': changeModal(endpoint({ name, preset: 'hubspot', signing: { scheme: 'hubspot' } })),
    'intake-dead.none': deadModal(name, { endpointId: 'website', letters: [], count: 0 }),
    'intake-dead.some': deadModal(name, { endpointId: 'website', letters, count: 30 }),
    'intake-dead.now-a-lead': deadModal(
      name,
      { endpointId: 'website', letters: [dead], count: 1 },
      retriedText({ kind: 'lead', number: 12 }),
    ),
    'intake-dead.still-dead': deadModal(
      name,
      { endpointId: 'website', letters, count: 2 },
      retriedText({ kind: 'dead', reason }),
    ),
    'intake-dead.early': deadModal(name, { endpointId: 'website', letters, count: 2 }, retriedText({ kind: 'early' })),
    'intake-dead.gone': deadModal(name, { endpointId: 'website', letters, count: 2 }, retriedText({ kind: 'gone' })),
    'intake-dead.noted': deadModal(
      name,
      { endpointId: 'website', letters, count: 2 },
      retriedText({ kind: 'seen', leads: [12, 14] }),
    ),
    'intake-dead.all-tried': deadModal(
      name,
      { endpointId: 'website', letters, count: 12 },
      retriedAllText({ leads: 40, dead: 10, left: 2 }),
    ),
    'intake-fields.waiting': waitingModal(form, URL),
    'intake-fields.waiting-in-a-channel': waitingModal({ ...form, preset: 'channel' }, URL),
    ...watchViews(name),
    'intake-fields.some': fieldsModal(form, some, '{}'),
    'intake-fields.nothing-fits': fieldsModal(form, { ...some, choices: {} }, '{}'),
    'intake-preview.card': previewModal([['E-mail', header]], card, '{}'),
    'intake-preview.no-lead': previewModal([], { reason }, '{}'),
  };
}

/** A watched channel, from its beginning to its end; `name` is what its admin and its app call it. */
function watchViews(name: string): Views {
  const watching = { ...endpoint({ name, preset: 'channel', signing: { scheme: 'token' } }), dead: 0 };
  const sender = { botId: 'B1', name };
  const begun = {
    endpointId: 'website',
    workspaceId: 'T1',
    channelId: 'CCRM',
    sender: undefined,
    endedAt: undefined,
    senders: [],
  };
  const eight = Array.from({ length: 8 }, (_, at) => ({ botId: `B${at}`, name }));
  return {
    'intake-watch.add': addWatchModal('CLEADS'),
    'intake-watch.begun': watchModal(watching, begun),
    'intake-watch.heard': watchModal(watching, { ...begun, senders: [sender] }),
    'intake-watch.heard-many': watchModal(watching, { ...begun, senders: eight }),
    'intake-watch.chosen': watchModal({ ...watching, dead: 2 }, { ...begun, sender }, true),
    'intake-watch.ended': watchModal(watching, { ...begun, sender, endedAt: 0 }),
    'intake-watch.change-begun': changeWatchModal(watching, begun),
    'intake-watch.change': changeWatchModal(watching, { ...begun, sender }),
    'intake-watch.taken': takenMessage(),
  };
}

const notices = (name: string, reason: string, isNews = false) =>
  intakeNotices({
    deadLetter: async (id) =>
      id === 'gone' ? undefined : { endpointId: 'website', endpointName: name, reason, receivedAt: 0, isNews },
    endpoint: async (id) => (id === 'gone' ? undefined : endpoint({ name })),
  });

const about = (kind: string, subject: string) =>
  ({ key: 'n', workspaceId: 'T1', recipient: { person: 'UADA' }, kind, subject, at: 0 }) as const;

async function noticeViews(name: string, reason: string): Promise<Views> {
  const [news] = notices(name, reason, true);
  const told = await news?.render(about('intake.dead', 'd1'));
  if (told === undefined) throw new Error('News without a lead says nothing');
  const views = notices(name, reason).map(async ({ kind, heading, render }): Promise<Views> => {
    const rendered = await render(about(kind, 'd1'));
    if (rendered === undefined) throw new Error(`${kind} says nothing`);
    const view = kind.replace('.', '-notice.');
    return {
      [view]: rendered.message,
      [`${view}-merged`]: mergedMessage([{ heading: heading(2), lines: [rendered.line, rendered.line] }]),
    };
  });
  return Object.assign({ 'intake-notice.news': told.message }, ...(await Promise.all(views)));
}

/** The form that connects another may ask six things, and that of the fields each field: whoever fills them in is an admin. */
const INPUTS = [
  ['intake-add', 6],
  ['intake-fields', 15],
] as const;

function faultsOf(views: Views): string[] {
  return Object.entries(views).flatMap(([name, view]) => {
    const [, inputs] = INPUTS.find(([family]) => name.startsWith(family)) ?? [];
    return inputs !== undefined && 'type' in view ? checkView(view, { inputs }) : faultsOnPhone({ [name]: view });
  });
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
