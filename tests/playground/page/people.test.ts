import { describe, expect, it } from 'vitest';
import { FIRST_LEAD } from '../../../playground/sample-leads.ts';
import type { Sections } from '../../../playground/wire.ts';
import { play } from './play.ts';
import { read, visit } from './visitor.ts';

const LEAD = { kind: 'lead', body: JSON.stringify(FIRST_LEAD) } as const;

const ringsOf = ({ office }: Sections, person: string) => office.people.find(({ id }) => id === person)?.rings;

describe('people', () => {
  it('see their own channels, side by side', async () => {
    const { url } = await play();
    const page = await visit(url, [{ as: 'U_LEO' }, { as: 'U_BEN' }]);
    expect(page.pane('U_LEO').sidebar.map(({ name }) => name)).toEqual(['smarketing', 'Baton']);
    expect(page.pane('U_LEO').pane.channel).toBe('C_SMARKETING');
    expect(page.pane('U_BEN').sidebar.map(({ name, kind }) => [name, kind])).toEqual([
      ['leads', 'channel'],
      ['standup', 'channel'],
      ['smarketing', 'channel'],
      ['Baton', 'app'],
    ]);
    const faces = page.shown.office.people.filter(({ isPlayable }) => isPlayable).map(({ handle }) => handle);
    expect(faces).toEqual(['ana', 'ben', 'mia', 'max', 'ada', 'kim', 'leo']);
  });

  it('have unread marks and rings until they look, and the marks of one page go away on the other', async () => {
    const { url } = await play();
    const page = await visit(url, [{ as: 'U_MAX', channel: 'C_SMARKETING' }, { as: 'U_BEN' }]);
    await page.act(LEAD);
    const unread = await page.until('an unread mark', ({ panes }) =>
      panes[0]?.sidebar.find(({ name, isUnread }) => name === 'leads' && isUnread),
    );
    expect(unread.rings).toBe(0);
    // A welcome from Baton, and the lead.
    await page.until('Ana’s rings', (shown) => ringsOf(shown, 'U_ANA') === 2);
    expect(ringsOf(page.shown, 'U_BEN')).toBe(1);
    expect(page.pane('U_BEN').sidebar[0]).toMatchObject({ isUnread: false, rings: 0 });
    expect(page.shown.phones).toContainEqual(
      expect.objectContaining({ person: 'U_ANA', because: 'mention', isUnread: true }),
    );

    const other = await visit(url, [{ as: 'U_ANA' }]);
    await page.until('Ana to have looked', (shown) => ringsOf(shown, 'U_ANA') === 1);
    other.watch([{ as: 'U_ANA', channel: 'bot' }]);
    await page.until('Ana to have looked there, too', (shown) => ringsOf(shown, 'U_ANA') === 0);
  });

  it('see at a parent that its thread has something new, until they open it', async () => {
    const { url } = await play();
    const page = await visit(url, [{ as: 'U_ANA' }, { as: 'U_BEN' }]);
    await page.say('U_ANA', 'Lunch?');
    const parent = await page.until('the question', ({ panes }) => panes[1]?.messages[0]);
    const thread = { channel: 'C_LEADS', thread: parent.ts };
    await page.act({ kind: 'say', as: 'U_BEN', ...thread, line: 'At noon' });
    const asked = await page.until('the answer', ({ panes }) => panes[0]?.messages.find((one) => one.replyCount === 1));
    expect(asked).toMatchObject({ hasNewReplies: true, repliers: ['U_BEN'] });
    expect(page.pane('U_BEN').messages[0]?.hasNewReplies).toBe(false);
    page.watch([{ as: 'U_ANA', ...thread }]);
    const opened = await page.until('the thread', ({ panes }) => panes[0]?.thread);
    expect(opened.map(({ says }) => says)).toEqual(['Lunch?', 'At noon']);
    expect(page.pane('U_ANA').messages[0]?.hasNewReplies).toBe(false);
  });

  it('who are guests can read along, and are told so', async () => {
    const { url } = await play();
    const page = await visit(url, [{ as: 'U_KIM' }]);
    await page.act(LEAD);
    await page.until('the card', (shown) => read(shown, 'U_KIM').includes('#1'));
    await page.press('U_KIM', '#1', 'Claim');
    await page.until('the refusal', (shown) => read(shown, 'U_KIM').includes('Guests can read along'));
  });

  it('cannot write where an app doesn’t listen, and the composer says why', async () => {
    const { url } = await play();
    const page = await visit(url, [{ as: 'U_ANA', channel: 'bot' }]);
    const why = 'Sending messages to this app has been turned off.';
    expect(page.pane('U_ANA').composer).toEqual({ kind: 'closed', why });
    expect(await page.say('U_ANA', 'Hello?', 'bot')).toEqual({ kind: 'failed', text: why });
  });

  it('who never existed see what a newcomer sees', async () => {
    const { url } = await play();
    const page = await visit(url, [{ as: 'U_NOBODY', channel: 'C_NOWHERE', thread: '1.5', tab: 'home' }]);
    expect(page.shown.panes[0]?.pane).toEqual({ as: 'U_ANA', channel: 'C_LEADS', tab: 'messages' });
    const unknown = await page.say('U_NOBODY', 'Hello', 'C_LEADS');
    expect(unknown).toMatchObject({ kind: 'failed' });
  });
});

describe('a page that does not fit', () => {
  it.each([
    ['no JSON', 'hello'],
    ['an act that there is not', '{"kind":"act","id":1,"act":{"kind":"dance"}}'],
    ['no panes', '{"kind":"watch","panes":[],"traffic":false}'],
    [
      'three panes',
      `{"kind":"watch","panes":${JSON.stringify(Array(3).fill({ as: 'U_ANA', channel: 'bot', tab: 'home' }))},"traffic":false}`,
    ],
  ])('is told to reload: %s', async (_case, text) => {
    const { url } = await play();
    const page = await visit(url);
    page.send(text);
    expect(await page.closed).toEqual({ code: 1008, reason: 'This page does not fit its playground: reload it.' });
  });
});
