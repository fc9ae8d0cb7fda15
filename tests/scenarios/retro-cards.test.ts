import { describe, expect, it } from 'vitest';
import { createExportsOf } from '../../src/offline.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { rememberSecret } from '../support/canaries.ts';
import { contentsOf } from '../support/contents.ts';

const CANARIES = {
  ana: 'Canary of somebody in sales, written days before',
  mia: 'Canary of somebody in marketing, written when asked',
  ben: 'Canary that stood in the channel first',
  late: 'Canary that came too late',
};

const ALL = { isTable: (name: string) => !/^(kysely|sqlite_)/.test(name), isColumn: () => true };

/** What somebody reads in the channel or their messages, the newest with these words. */
const told = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() => {
    const who = slack.person(person);
    return [...who.sees('C_SMARKETING'), ...who.dms()].findLast(({ says }) => words.test(says));
  });

const modal = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() => {
    const view = slack.person(person).view();
    return view !== undefined && words.test(view.says) ? view : undefined;
  });

/** All that somebody sees anywhere, and all that a terminal prints about leads. */
async function everythingSeen({ slack, ports }: Office, person: string): Promise<string> {
  const who = slack.person(person);
  who.openHome();
  const exported = await createExportsOf(ports);
  const range = { from: 0, until: Number.MAX_SAFE_INTEGER };
  const printed = await Promise.all([Array.fromAsync(exported.events(range)), exported.person('jane@acme.example')]);
  return JSON.stringify([who.sees('C_SMARKETING'), who.sees('C_LEADS'), who.dms(), who.home(), printed]);
}

describe.each(backends)('RETRO-1: cards of a retro without names, on $name', (backend) => {
  it('are written with a word, in a message of one’s own and from a message; nobody sees them before all do, and nobody knows whose they are', async () => {
    const office = await openOffice(backend);
    rememberSecret(...Object.values(CANARIES));
    const { slack, database } = office;
    const [ana, ben, mia, max] = ['U_ANA', 'U_BEN', 'U_MIA', 'U_MAX'].map((id) => slack.person(id));
    if (ana === undefined || ben === undefined || mia === undefined || max === undefined) throw new Error('Nobody');
    await ana.type(`/retro add keep: ${CANARIES.ana}`, 'C_SMARKETING');
    expect((await told(office, 'U_ANA', /Kept for the next retro, under \*Keep\*/)).says).toContain('with your name');

    await max.type('/retro start', 'C_SMARKETING');
    await max.submit(await modal(office, 'U_MAX', /Start a retro|Who takes part/), {
      'retro.channel': 'C_SMARKETING',
      'retro.people': ['U_ANA', 'U_BEN', 'U_MIA'],
      'retro.names': 'unnamed',
    });
    await max.closeAll();
    await told(office, 'U_ANA', /counted nowhere/);

    await mia.press(await told(office, 'U_MIA', /Only you see your cards/), 'Add a card');
    const form = await modal(office, 'U_MIA', /then without a name/);
    await mia.submit(form, { column: 'handoff', 'retro.card-text': `${CANARIES.mia} (draft)` });
    expect(mia.view()?.says).toContain('Kept for retro 1');
    await mia.closeAll();
    await mia.press(await told(office, 'U_MIA', /counted nowhere/), 'My cards');
    const list = await told(office, 'U_MIA', /Your card for retro 1/);
    await mia.choose(list, 'retro.card-menu', 'Change');
    await mia.submit(await modal(office, 'U_MIA', /Change your card|Your card/), { 'retro.card-text': CANARIES.mia });
    await mia.closeAll();
    const posted = ben.write(`${CANARIES.ben} of R&D`, 'C_SMARKETING');
    await ben.messageShortcut(posted, 'retro.add_message');
    await ben.submit(await modal(office, 'U_BEN', /Add a card|Your card/), {});
    await ben.closeAll();
    const [{ text } = { text: '' }] = await database.db
      .selectFrom('retro_unsigned_cards')
      .select('text')
      .where('text', 'like', `${CANARIES.ben}%`)
      .execute();
    expect(text).toBe(`${CANARIES.ben} of R&D`);

    // Whoever looks, wherever, and whatever they read: only the card's own table knows them.
    for (const person of ['U_MAX', 'U_ADA', 'U_SAM'])
      for (const words of [CANARIES.ana, CANARIES.mia])
        expect(await everythingSeen(office, person)).not.toContain(words);
    const tables = await contentsOf(database, ALL);
    const knowing = Object.entries(tables).filter(([, rows]) => rows.some((row) => row.includes('Canary')));
    expect(knowing.map(([name]) => name)).toEqual(['retro_unsigned_cards']);

    const parent = await told(office, 'U_MAX', /^Retro 1/);
    await max.choose(parent, 'retro.menu', 'Show the cards now');
    await max.submit(await modal(office, 'U_MAX', /Show|everybody sees/), {});
    const shown = await slack.until(() =>
      slack
        .person('U_ADA')
        .thread(parent)
        .find(({ says }) => /here are your 3 cards/.test(says)),
    );
    for (const words of [CANARIES.ana, CANARIES.mia, CANARIES.ben]) expect(shown.says).toContain(words);
    expect(shown.says).toContain('<@U_ANA> <@U_BEN> <@U_MIA>');
    expect(shown.says).not.toMatch(/Ana |Ben |Mia /);
    // What Ana types for the next retro, which names its authors, is there again when her window was lost.
    const half = 'Canary that was half typed';
    await ana.type('/retro add', 'C_SMARKETING');
    await ana.choose(await modal(office, 'U_ANA', /then with your name/), 'retro.card-text', half);
    await ana.closeAll();
    await ana.type('/retro add', 'C_SMARKETING');
    await ana.submit(await modal(office, 'U_ANA', /typed this and not sent it/), {});
    expect(ana.view()?.says).toContain(half);
    await ana.closeAll();
    // A card that is written now is for the next retro.
    await ana.type(`/retro add ${CANARIES.late}`, 'C_SMARKETING');
    const kept = await told(office, 'U_ANA', /Kept for the next retro, under \*Fix\*/);
    expect(JSON.stringify(slack.person('U_ADA').thread(parent))).not.toContain(CANARIES.late);
    // What she types to change it isn't lost with its window either.
    const mended = 'Canary that was half mended';
    await ana.press(kept, 'Change');
    await ana.choose(await modal(office, 'U_ANA', /Your card/), 'retro.card-text', mended);
    await ana.closeAll();
    await ana.press(kept, 'Change');
    await ana.submit(await modal(office, 'U_ANA', /typed this and not sent it/), {});
    expect(ana.view()?.says).toContain(mended);
  });
});
