import { describe, expect, it } from 'vitest';
import { backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';

const JANE = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example', message: 'A demo?' };

describe.each(backends)('somebody who comes twice, on $name', (backend) => {
  it('is one lead: surely the same is noted on it, maybe the same is asked about, merged with a preview, and taken apart', async () => {
    const { slack, send } = await openOffice(backend);
    const [ana, max] = [slack.person('U_ANA'), slack.person('U_MAX')];
    const card = (number: number) =>
      slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.startsWith(`#${number} `)));
    const told = (who: typeof ana, words: string) =>
      slack.until(() => who.sees('C_LEADS').find(({ says }) => says.includes(words)));

    await send(JANE);
    await ana.press(await card(1), 'Claim');
    await slack.until(() => ana.dms().find(({ says }) => says.includes(JANE.email)));

    const again = await send({ ...JANE, message: 'Still interested: call 030 1234567' }, { isKnown: true });
    expect(JSON.parse(again.text)).toMatchObject({ lead: 1 });
    const first = await card(1);
    const reply = await slack.until(() => ana.thread(first).find(({ says }) => says.includes('wrote again')));
    expect(reply.says).toContain('<@U_ANA>');
    expect(reply.says).not.toContain('1234567');

    await send({ ...JANE, email: 'jane@acme-robotisc.example', message: 'Hello?' }, { isKnown: true });
    await told(ana, 'Maybe the same as *#1*');
    await max.press(await card(2), 'Merge');
    const preview = await slack.until(() => max.view());
    expect(preview.says).toContain('*#2 Acme Robotics* becomes part of *#1 Acme Robotics*');
    expect(preview.says).toContain(JANE.email);
    await max.submit(preview, {});
    const merged = await slack.until(() => [max.view()].find((view) => view?.says.includes('is part of #1')));
    const gone = await slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.includes('Merged into')));
    expect(gone.says).toMatch(/Merged into <https:\/\/[^|]+\|#1 Acme Robotics>/);

    await max.press(merged, 'Undo');
    await slack.until(() => max.view()?.says.includes('are two leads again'));
    await slack.until(async () => (await card(2)).buttons.includes('Claim') || undefined);
    expect((await card(2)).says).not.toContain('Maybe the same');
  });

  it('as spam rings nobody: a trap that was filled in, a blocked domain, and one press for the rest', async () => {
    const { slack, send, database } = await openOffice(backend);
    const [ana, max] = [slack.person('U_ANA'), slack.person('U_MAX')];
    await max.type('/lead block junk.example', 'leads');
    await slack.until(() => max.sees('C_LEADS').find(({ says }) => says.includes('kept out from now on')));
    await send({ ...JANE, _gotcha: 'x' });
    await send({ ...JANE, email: 'sales@mail.junk.example' });
    await send({ ...JANE, company: 'Third', email: 'jo@third.example' });
    const third = await slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.startsWith('#3 ')));
    await ana.choose(third, 'lead.menu', 'Spam');
    await slack.until(() => ana.sees('C_LEADS').find(({ says }) => says.includes('Not a fit')));
    const leads = await database.db.selectFrom('leads').select(['number', 'reason']).orderBy('number').execute();
    expect(leads.map(({ reason }) => reason)).toEqual(Array(3).fill('spam-or-test'));
    expect(ana.sees('C_LEADS').some(({ says }) => /^#[12] /.test(says))).toBe(false);
    await max.type('/lead block', 'leads');
    await slack.until(() => max.sees('C_LEADS').find(({ says }) => says.includes('Kept out lately: #2, #1')));
  });
});
