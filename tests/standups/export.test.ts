import { describe, expect, it } from 'vitest';
import { exportStandups } from '../../src/standups/index.ts';
import { backends } from '../support/backends.ts';
import { actor, type StandupOffice, standupOffice, switchedOn } from './office.ts';

async function exported(office: StandupOffice, range: { fromOn?: string; untilOn?: string } = {}): Promise<string> {
  const { database, rituals, it: features } = office;
  const csv = exportStandups({ database, rituals, people: features.people }, 'T1', {
    fromOn: range.fromOn,
    untilOn: range.untilOn,
  });
  return (await Array.fromAsync(csv)).join('');
}

async function posts(office: StandupOffice, date: string, today: string): Promise<void> {
  const ann = await actor(office.it, 'UANN');
  const slot = await office.slot('UANN', date);
  const opened = await office.standups.form(ann, slot.id);
  const snapshotId = opened.kind === 'form' ? opened.form.snapshot.id : '';
  const content = { facts: [], today, custom: {} };
  await office.standups.submit(ann, { slotId: slot.id, snapshotId, content, viewId: date });
}

describe.each(backends)('exporting standups on $name', (backend) => {
  it('gives every answer a row, oldest first, and dates a range by the team’s days', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T09:31Z');
    await posts(office, '2026-03-02', 'Call Basalt, "soon"');
    await office.reach('2026-03-03T09:31Z');
    await posts(office, '2026-03-03', 'Two\nlines');
    const all = await exported(office);
    expect(all.split('\n')[0]).toBe(
      'date,standup,person,posted_at,is_late,edited_at,facts,last_plan,last_plan_outcome,today,note,questions',
    );
    expect(all).toContain('2026-03-02,Handoff,UANN,2026-03-02T09:31:00Z,no,,,,,"Call Basalt, ""soon""",,');
    expect(all).toContain('"Two\nlines"');
    const second = await exported(office, { fromOn: '2026-03-03', untilOn: '2026-03-03' });
    expect(second).not.toContain('soon",,');
    expect(second).toContain('2026-03-03,Handoff');
  });

  it('nothing that somebody typed runs as a formula in a spreadsheet', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T09:31Z');
    await posts(office, '2026-03-02', '=HYPERLINK("http://evil.example")');
    expect(await exported(office)).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  });

  it('without answers it is the line of headings', async () => {
    const office = await standupOffice(await backend.open());
    expect((await exported(office)).trim().split('\n')).toHaveLength(1);
  });
});
