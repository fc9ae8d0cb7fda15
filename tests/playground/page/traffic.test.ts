import { describe, expect, it } from 'vitest';
import { clientOf } from '../office.ts';
import { play } from './play.ts';
import { read, visit } from './visitor.ts';

describe('traffic', () => {
  it('is sent to those who ask for it, with what was asked and answered', async () => {
    const { url } = await play();
    const quiet = await visit(url);
    const page = await visit(url, [{ as: 'U_ANA' }], { traffic: true });
    await page.act({ kind: 'lead', body: '{"company":"Acme","email":"kai@acme.example"}' });
    await page.until('the card', (shown) => read(shown, 'U_ANA').includes('#1 Acme'));
    await page.press('U_ANA', '#1 Acme', 'Claim');
    await page.say('U_ANA', '/lead mine');
    const lineOf = (what: string) =>
      page.until(what, ({ traffic }) => traffic.findLast((line) => line.what === what && line.tookMs !== undefined));

    const post = await lineOf('chat.postMessage');
    expect(post).toMatchObject({ direction: 'to Slack', result: 'ok', isFine: true });
    expect(await page.act({ kind: 'inspect', entry: post.id })).toMatchObject({
      kind: 'inspected',
      request: { blocks: expect.arrayContaining([expect.objectContaining({ type: expect.any(String) })]) },
      answer: { ok: true },
    });
    expect(await lineOf('/lead mine')).toMatchObject({ direction: 'from Slack', result: 'ok' });
    expect(await lineOf('button lead.claim')).toMatchObject({ isFine: true });
    expect(quiet.shown.traffic).toEqual([]);
  });

  it('lists what Slack has refused, and why', async () => {
    const { url, show } = await play();
    const page = await visit(url, [{ as: 'U_ANA' }], { traffic: true });
    await clientOf(show.stage.slack)
      .chat.postMessage({ channel: 'C_NOWHERE', text: 'x' })
      .catch(() => {});
    const refused = await page.until('the refusal', ({ traffic }) =>
      traffic.find(({ result }) => result === 'channel_not_found'),
    );
    expect(refused).toMatchObject({ what: 'chat.postMessage', isFine: false });
    await fetch(`${show.stage.slack.url.replace('/api/', '/response/')}nowhere`, { method: 'POST', body: '{}' });
    const other = await page.until('the other', ({ traffic }) => traffic.find((line) => line.direction === 'refused'));
    expect(other).toMatchObject({ what: 'response_url', result: 'expired_url', isFine: false });
    expect(await page.act({ kind: 'inspect', entry: other.id })).toMatchObject({ answer: 'expired_url' });
    expect(await page.act({ kind: 'inspect', entry: 'call-9999' })).toMatchObject({ kind: 'failed' });
  });

  it('never shows a token or a secret', async () => {
    const { url, show } = await play();
    const page = await visit(url, [{ as: 'U_ADA' }], { traffic: true });
    await page.act({ kind: 'restart' });
    await page.say('U_ADA', '/baton hooks');
    await page.until('all to be answered', ({ traffic }) => traffic.every(({ tookMs }) => tookMs !== undefined));
    const details = await Promise.all(page.shown.traffic.map(({ id }) => page.act({ kind: 'inspect', entry: id })));
    const text = JSON.stringify(details);
    const { tokens } = show.stage.slack;
    for (const secret of [...Object.values(tokens), show.stage.bot.form().secret]) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/xoxb-|xapp-|ticket=\w|\/response\/\w/);
  });
});
