import { expect, it } from 'vitest';
import { backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';

/** Opens [More] on a Baton that is set up, as its admin. */
async function more() {
  const [backend] = backends;
  if (backend === undefined) throw new Error('No database');
  const { slack, app } = await openOffice(backend);
  const ada = slack.person('U_ADA');
  const viewOf = (callbackId: string) =>
    slack.until(() => {
      const view = ada.view();
      return view?.callbackId === callbackId ? view : undefined;
    });
  await ada.type('/baton setup');
  await ada.submit(await viewOf('setup.basics'), { channel: 'C_LEADS', sales: ['U_ANA'], marketing: ['U_MIA'] });
  await ada.press(await viewOf('setup.done'), 'More');
  const view = await viewOf('setup.more');
  return {
    submit: (fields: Record<string, string>) => ada.submit(view, { ...fields }),
    ring: async () => (await app.services.setup.more('T_ACME'))?.ring,
  };
}

it.each([
  ['its id', 'S0123ABCD'],
  ['its id with spaces around', ' S0123ABCD '],
  ['its mention', '<!subteam^S0123ABCD>'],
])('a group to mention can be named by %s', async (_, group) => {
  const { submit, ring } = await more();
  expect(await submit({ ring: 'group', group })).toEqual({ kind: 'closed' });
  expect(await ring()).toEqual({ kind: 'group', id: 'S0123ABCD' });
});

it('a group that is no id gets a sentence, and nothing is saved', async () => {
  const { submit, ring } = await more();
  const before = await ring();
  for (const group of ['@reps', 'reps', 'U0123ABCD', 'S']) {
    expect(await submit({ ring: 'group', group }), group).toEqual({
      kind: 'errors',
      errors: { group: 'Paste the id of the group; it begins with S.' },
    });
  }
  expect(await ring()).toEqual(before);
});

it('a group that was typed is forgotten when nobody is to be mentioned', async () => {
  const { submit, ring } = await more();
  expect(await submit({ ring: 'nobody', group: 'S0123ABCD' })).toEqual({ kind: 'closed' });
  expect(await ring()).toEqual({ kind: 'nobody' });
});
