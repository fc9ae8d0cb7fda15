import { describe, expect, it } from 'vitest';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

/** Types a line to Baton and waits for its answer. */
async function typed({ slack }: Office, person: string, line: string) {
  const who = slack.person(person);
  const answers = () => who.dms().filter(({ isEphemeral }) => isEphemeral);
  const before = answers().length;
  await who.type(line);
  return slack.until(() => answers()[before]?.says);
}

const viewOf = ({ slack }: Office, person: string, callbackId: string) =>
  slack.until(() => {
    const view = slack.person(person).view();
    return view?.callbackId === callbackId ? view : undefined;
  });

/** Opens `/baton holidays` and presses a button there. */
async function form(office: Office, button: string, callbackId: string) {
  const max = office.slack.person('U_MAX');
  await max.type('/baton holidays');
  await max.press(await viewOf(office, 'U_MAX', 'people.days-off'), button);
  return viewOf(office, 'U_MAX', callbackId);
}

const FILE = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'SUMMARY:Stocktaking', 'DTSTART;VALUE=DATE:20260331', 'END:VEVENT'];

describe.each(backends)('TIME-8: /baton away for somebody else, on $name', (backend) => {
  it('a manager says so, the person hears of it and undoes it with one press', async () => {
    const office = await openOffice(backend);
    const { slack } = office;
    const ana = slack.person('U_ANA');
    expect(await typed(office, 'U_MAX', '/baton away @ana until Friday')).toMatch(
      /is away from Wed 4 Mar to Fri 6 Mar/,
    );
    const news = await slack.until(() => ana.dms().find(({ says }) => says.includes('noted that you are away')));
    await ana.press(news, 'I’m not away');
    await slack.until(() => ana.dms().find(({ says }) => says.includes('Welcome back')));
    expect(await typed(office, 'U_MAX', '/baton away @ana off')).toContain('was not away');
  });

  it('is refused to colleagues, and asks for the days when there are none', async () => {
    const office = await openOffice(backend);
    const { slack } = office;
    expect(await typed(office, 'U_BEN', '/baton away @ana today')).toMatch(/^Only managers of their team/);
    expect(await typed(office, 'U_MAX', '/baton away @nobody today')).toContain('choose them from Slack');
    expect(await typed(office, 'U_MAX', '/baton away @gone')).toContain('choose them from Slack');
    expect(await typed(office, 'U_MAX', '/baton away @ana when pigs fly')).toContain('until Friday');
    const max = slack.person('U_MAX');
    await max.type('/baton away @ana');
    const days = await viewOf(office, 'U_MAX', 'people.away');
    expect(days.says).toContain('U_ANA');
    await max.submit(days, { from: '2026-03-09', until: '2026-03-10' });
    await slack.until(() =>
      slack
        .person('U_ANA')
        .dms()
        .find(({ says }) => says.includes('Mon 9 Mar to Tue 10 Mar')),
    );
  });
});

describe.each(backends)('TIME-7: /baton holidays, on $name', (backend) => {
  it('shows the days of a country before anybody has them off', async () => {
    const office = await openOffice(backend);
    const max = office.slack.person('U_MAX');
    const country = await form(office, 'By country', 'people.country-days');
    expect(await max.submit(country, { country: 'Atlantis' })).toMatchObject({
      errors: { country: expect.stringContaining('I don’t know that country') },
    });
    await max.submit(country, { country: 'Bayern' });
    const shown = await viewOf(office, 'U_MAX', 'people.take-days');
    expect(shown.says).toContain('Fri 3 Apr 2026: Good Friday');
    expect(JSON.stringify(shown.blocks)).toContain('"initial_users":["U_ANA","U_BEN","U_MAX","U_MIA"]');
    expect(await office.app.services.people.daysOf(office.database.db, ['U_ANA'], APRIL)).toMatchObject([
      { holidays: [] },
    ]);
    expect(await max.submit(shown, { whose: 'people', people: [] })).toMatchObject({
      errors: { people: expect.stringContaining('at least one') },
    });
    await max.submit(shown, { whose: 'people', people: ['U_ANA', 'U_EXT'] });
    const after = await viewOf(office, 'U_MAX', 'people.days-off');
    expect(after.says).toContain('Germany, Bayern (DE-BY)');
    const [ana, ben] = await office.app.services.people.daysOf(office.database.db, ['U_ANA', 'U_BEN'], APRIL);
    expect(ana?.holidays).toEqual([
      { on: '2026-04-03', name: 'Good Friday' },
      { on: '2026-04-06', name: 'Easter Monday' },
    ]);
    expect(ben?.holidays).toEqual([]);
  });

  it('takes a pasted calendar, and loses nothing typed when it cannot read it', async () => {
    const office = await openOffice(backend);
    const max = office.slack.person('U_MAX');
    const file = await form(office, 'Import', 'people.import-days');
    expect(await max.submit(file, { name: 'Plant', file: 'Dear all, …' })).toMatchObject({
      errors: { file: expect.stringContaining('BEGIN:VCALENDAR') },
    });
    expect(max.view()?.id).toBe(file.id);
    await max.submit(file, { name: 'Plant', file: FILE.join('\n') });
    const shown = await viewOf(office, 'U_MAX', 'people.take-days');
    expect(shown.says).toContain('Tue 31 Mar 2026: Stocktaking');
    await max.submit(shown, { whose: 'everyone' });
    expect((await viewOf(office, 'U_MAX', 'people.days-off')).says).toContain('Plant, 1 day: days off for everybody');
  });

  it('adds a day, removes it, and sets working days', async () => {
    const office = await openOffice(backend);
    const max = office.slack.person('U_MAX');
    const add = await form(office, 'Add a day', 'people.add-day');
    expect(await max.submit(add, { on: '2026-03-03', name: 'Outing' })).toMatchObject({
      errors: { on: expect.stringContaining('over') },
    });
    await max.submit(add, { on: '2026-03-20', name: 'Outing' });
    const added = await viewOf(office, 'U_MAX', 'people.days-off');
    expect(added.says).toContain('Added: Fri 20 Mar 2026: Outing');
    await max.press(added, 'Remove');
    const remove = await viewOf(office, 'U_MAX', 'people.remove-days');
    const [list] = await office.database.db.selectFrom('holiday_lists').select('id').execute();
    await max.submit(remove, { which: `${list?.id}|2026-03-20` });
    const removed = await viewOf(office, 'U_MAX', 'people.days-off');
    expect(removed.says).toContain('Removed: Fri 20 Mar 2026: Outing');
    await max.press(removed, 'Change');
    const days = await viewOf(office, 'U_MAX', 'people.working-days');
    expect(await max.submit(days, { company: [], sales: ['sun'] })).toMatchObject({ kind: 'incomplete' });
    await max.submit(days, { company: ['mon', 'tue'], sales: ['sun', 'mon'] });
    expect((await viewOf(office, 'U_MAX', 'people.days-off')).says).toContain('Sales: Sun, Mon');
  });

  it('is for managers and admins', async () => {
    const office = await openOffice(backend);
    expect(await typed(office, 'U_ANA', '/baton holidays')).toMatch(/^Only managers/);
    await office.slack.person('U_ADA').type('/baton holidays');
    expect((await viewOf(office, 'U_ADA', 'people.days-off')).says).toContain('No days off yet');
  });
});

const APRIL = { fromOn: '2026-04-01', untilOn: '2026-04-30' };
