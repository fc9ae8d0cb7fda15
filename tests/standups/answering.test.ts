import { describe, expect, it } from 'vitest';
import type { AnswerContent } from '../../src/standups/answer.ts';
import { backends } from '../support/backends.ts';
import { setTeam } from '../support/features.ts';
import {
  actor,
  cardOf,
  claimed,
  parentOf,
  postOf,
  promptOf,
  type StandupOffice,
  standupOffice,
  switchedOn,
} from './office.ts';

const TODAY: AnswerContent = { facts: [], today: 'Call Basalt', custom: {} };

/** Opens the form and sends it back, as Slack does. */
async function submitted(
  office: StandupOffice,
  person: string,
  slotId: string,
  content = TODAY,
  viewId = `V-${slotId}`,
) {
  const who = await actor(office.it, person);
  const opened = await office.standups.form(who, slotId);
  if (opened.kind !== 'form') throw new Error(opened.kind);
  const snapshotId = opened.form.snapshot.id;
  return office.standups.submit(who, { slotId, snapshotId, content, viewId });
}

async function asked(office: StandupOffice): Promise<void> {
  await switchedOn(office);
  await office.reach('2026-03-02T09:31Z');
}

describe.each(backends)('answering a standup on $name', (backend) => {
  it('one click posts what the message showed, and the message says so', async () => {
    const office = await standupOffice(await backend.open());
    await asked(office);
    const slot = await office.slot('UANN');
    expect(office.says(promptOf(slot))).toContain('quiet day');
    expect(await office.standups.post(await actor(office.it, 'UANN'), slot.id)).toMatchObject({ kind: 'posted' });
    await office.work();
    expect(office.says(promptOf(slot))).toContain('Posted');
    expect(office.says(postOf(slot))).toContain('Nothing to add today.');
    expect(office.says(parentOf(slot))).toContain('Sales 1 of 2');
  });

  it('what somebody adds to their standups can be read by when they posted it, and nobody else’s', async () => {
    const office = await standupOffice(await backend.open());
    await asked(office);
    const { it: features, database, standups } = office;
    const slot = await office.slot('UANN');
    await submitted(office, 'UANN', slot.id, { ...TODAY, note: 'The form breaks on phones' });
    const now = features.clock.now();
    const notes = (who: string, from: number, until: number) =>
      standups.notesOf(database.db, 'T1', who, { from, until });
    expect(await notes('UANN', now, now + 1)).toEqual([{ id: slot.id, text: 'The form breaks on phones' }]);
    expect(await notes('UANN', 0, now)).toEqual([]);
    expect(await notes('UBEN', now, now + 1)).toEqual([]);
  });

  it('a double click, one after the other or at once, posts once', async () => {
    const office = await standupOffice(await backend.open());
    await asked(office);
    const slot = await office.slot('UANN');
    const ann = await actor(office.it, 'UANN');
    const kinds = await Promise.all([1, 2, 3].map(async () => (await office.standups.post(ann, slot.id)).kind));
    expect(kinds.toSorted()).toEqual(['already', 'already', 'posted']);
    expect((await office.standups.post(ann, slot.id)).kind).toBe('already');
    expect((await office.slot('UANN')).answeredAt).toBe(office.it.clock.now());
    await office.work();
    expect(office.timesShown(postOf(slot))).toBe(1);
  });

  it('a form that Slack delivers twice posts once and is no edit', async () => {
    const office = await standupOffice(await backend.open());
    await asked(office);
    const slot = await office.slot('UANN');
    const who = await actor(office.it, 'UANN');
    const opened = await office.standups.form(who, slot.id);
    const snapshotId = opened.kind === 'form' ? opened.form.snapshot.id : '';
    const send = () => office.standups.submit(who, { slotId: slot.id, snapshotId, content: TODAY, viewId: 'V1' });
    const kinds = (await Promise.all([send(), send()])).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['already', 'posted']);
    await office.work();
    expect(office.says(postOf(slot))).toContain('Call Basalt');
    expect(office.says(postOf(slot))).not.toContain('edited');
  });

  it('ANS-1: an edit changes the post in its place, and marks it', async () => {
    const office = await standupOffice(await backend.open());
    await asked(office);
    const slot = await office.slot('UANN');
    await submitted(office, 'UANN', slot.id);
    await office.reach('2026-03-02T15:00Z');
    const again = await submitted(office, 'UANN', slot.id, { ...TODAY, today: 'Call Corvid' }, 'V2');
    expect(again).toMatchObject({ kind: 'posted', isEdit: true });
    await office.work();
    expect(office.says(postOf(slot))).toContain('Call Corvid');
    expect(office.says(postOf(slot))).toContain('edited');
    expect(office.says(postOf(slot))).not.toContain('late');
  });

  it('ANS-2: a late answer is taken and marked, and the parent counts it', async () => {
    const office = await standupOffice(await backend.open());
    await asked(office);
    const slot = await office.slot('UBEN');
    await office.reach('2026-03-02T14:00Z');
    expect(office.says(promptOf(slot))).toContain('Answer late');
    expect(office.says(parentOf(slot))).toContain('3 without an answer');
    expect(await submitted(office, 'UBEN', slot.id)).toMatchObject({ kind: 'posted', isEdit: false });
    await office.work();
    expect(office.says(postOf(slot))).toContain('late');
    expect(office.says(parentOf(slot))).toContain('2 without an answer');
    expect(office.says(promptOf(slot))).toContain('late');
  });

  it('ANS-2: when the next one has begun, an answer to the last is refused and loses nothing', async () => {
    const office = await standupOffice(await backend.open());
    await asked(office);
    const slot = await office.slot('UBEN', '2026-03-02');
    await office.reach('2026-03-03T10:00Z');
    expect(await submitted(office, 'UBEN', slot.id)).toEqual({ kind: 'too-late' });
    expect(await office.slot('UBEN', '2026-03-02')).toMatchObject({ state: 'missed' });
    await office.work();
    expect(office.says(postOf(slot))).toBeUndefined();
  });

  it('ANS-3: an answer of the evening before waits for the opening, and nobody is asked', async () => {
    const office = await standupOffice(await backend.open());
    await asked(office);
    await office.reach('2026-03-02T18:00Z');
    const tuesday = await office.slot('UANN', '2026-03-03');
    expect(await submitted(office, 'UANN', tuesday.id)).toMatchObject({ kind: 'posted', isEarly: true });
    await office.work();
    expect(office.says(postOf(tuesday))).toBeUndefined();
    await office.reach('2026-03-03T09:31Z');
    expect(office.says(promptOf(tuesday))).toBeUndefined();
    expect(office.says(postOf(tuesday))).toContain('Call Basalt');
    expect(office.says(parentOf(tuesday))).toContain('Sales 1 of 2');
  });

  it('ANS-3: what was answered early is posted, though the process died right after the message of the day was', async () => {
    const office = await standupOffice(await backend.open());
    await asked(office);
    await office.reach('2026-03-02T18:00Z');
    const tuesday = await office.slot('UANN', '2026-03-03');
    expect(await submitted(office, 'UANN', tuesday.id)).toMatchObject({ kind: 'posted' });
    const { postMissing } = office.standups;
    office.standups.postMissing = async () => {
      office.standups.postMissing = postMissing;
      throw new Error('The process dies here');
    };
    await office.reach('2026-03-03T09:31Z');
    expect(office.standups.postMissing).toBe(postMissing);
    expect(office.says(postOf(tuesday))).toContain('Call Basalt');
    expect(office.timesShown(parentOf(tuesday))).toBe(1);
  });

  it('ANS-4: a form that was open across the close and a change of the questions posts what it showed', async () => {
    const office = await standupOffice(await backend.open());
    const ritual = await switchedOn(office, { questions: 'Deals at risk? (number)' });
    await office.reach('2026-03-02T09:31Z');
    const slot = await office.slot('UANN');
    const ann = await actor(office.it, 'UANN');
    const opened = await office.standups.form(ann, slot.id);
    const snapshot = opened.kind === 'form' ? opened.form.snapshot : undefined;
    expect(snapshot?.questions).toMatchObject([{ id: 'q1', kind: 'number' }]);
    const max = await actor(office.it, 'UMAX');
    const form = await office.standups.setupForm(max, ritual.id);
    if (form === 'not-yours') throw new Error(form);
    expect(await office.standups.saveSetup(max, { ...form, questions: 'Mood? (1-5)' })).toMatchObject({
      from: 'Tue 3 Mar',
    });
    await office.reach('2026-03-02T15:00Z');
    const content = { facts: [], custom: { q1: '4' } };
    const snapshotId = snapshot?.id ?? '';
    expect(await office.standups.submit(ann, { slotId: slot.id, snapshotId, content, viewId: 'V1' })).toMatchObject({
      kind: 'posted',
    });
    await office.work();
    expect(office.says(postOf(slot))).toContain('Deals at risk?: *4*');
    // The next day asks the new ones.
    const next = await office.standups.form(ann, (await office.slot('UANN', '2026-03-03')).id);
    expect(next).toMatchObject({ form: { snapshot: { questions: [{ kind: 'scale' }] } } });
  });

  it('the plan comes back until it is done or dropped', async () => {
    const office = await standupOffice(await backend.open());
    await asked(office);
    await submitted(office, 'UANN', (await office.slot('UANN', '2026-03-02')).id);
    await office.reach('2026-03-03T09:31Z');
    const tuesday = await office.slot('UANN', '2026-03-03');
    expect(office.says(promptOf(tuesday))).toContain('Call Basalt');
    await submitted(office, 'UANN', tuesday.id, { facts: [], lastPlan: 'still', custom: {} });
    await office.reach('2026-03-04T09:31Z');
    const wednesday = await office.slot('UANN', '2026-03-04');
    expect(office.says(promptOf(wednesday))).toContain('Call Basalt');
    await submitted(office, 'UANN', wednesday.id, { facts: [], lastPlan: 'done', custom: {} });
    await office.reach('2026-03-05T09:31Z');
    expect(office.says(promptOf(await office.slot('UANN', '2026-03-05')))).not.toContain('Call Basalt');
  });

  it('TIME-8: a skip is one tap, takes a reason, and is taken back by another', async () => {
    const office = await standupOffice(await backend.open());
    await asked(office);
    const slot = await office.slot('UANN');
    const ann = await actor(office.it, 'UANN');
    await office.standups.skip(ann, slot.id, undefined);
    await office.work();
    expect(office.says(promptOf(slot))).toContain('Skipped');
    await office.standups.skip(ann, slot.id, 'off');
    await office.work();
    expect(office.says(promptOf(slot))).toContain('off today');
    expect(office.says(parentOf(slot))).toContain('Sales 0 of 1 (1 off)');
    expect(await office.standups.unskip(ann, slot.id)).toMatchObject({ kind: 'done' });
    await office.work();
    expect(office.says(promptOf(slot))).toContain('quiet day');
    expect(office.says(parentOf(slot))).toContain('Sales 0 of 2');
  });

  it('nobody answers, edits or skips for somebody else', async () => {
    const office = await standupOffice(await backend.open());
    await asked(office);
    const slot = await office.slot('UANN');
    const ben = await actor(office.it, 'UBEN');
    const outcomes = [
      await office.standups.post(ben, slot.id),
      await office.standups.form(ben, slot.id),
      await office.standups.skip(ben, slot.id, undefined),
      await office.standups.unskip(ben, slot.id),
      await office.standups.submit(ben, {
        slotId: slot.id,
        snapshotId: `prompt:${slot.id}`,
        content: TODAY,
        viewId: 'V',
      }),
    ];
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(5).fill('not-yours'));
    expect(await office.slot('UANN')).toMatchObject({ state: 'sent' });
  });

  it('4.2: a lead that a line names is a link to its card, in the prompt, in the post and where it is due', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await claimed(office, 'UANN', 'Acme');
    await office.reach('2026-03-02T09:31Z');
    const slot = await office.slot('UANN');
    const [lead] = await office.it.leads.activity.waiting(office.database.db, 'T1', { since: 0, owner: 'UANN' });
    const card = cardOf(lead?.lead.leadId ?? '');
    const link = `{"type":"link","url":"${card}","text":"#1 Acme"}`;
    expect(office.says(promptOf(slot))).toContain(`"Claimed 1 lead: "},${link}`);
    expect(office.says(promptOf(slot))).toContain(`• <${card}|#1 Acme>`);
    await office.standups.post(await actor(office.it, 'UANN'), slot.id);
    await office.work();
    expect(office.says(postOf(slot))).toContain(link);
  });

  it('ANS-5: what somebody saw in the form is posted, though more has happened since', async () => {
    const office = await standupOffice(await backend.open());
    await asked(office);
    const slot = await office.slot('UANN');
    const ann = await actor(office.it, 'UANN');
    const opened = await office.standups.form(ann, slot.id);
    const snapshotId = opened.kind === 'form' ? opened.form.snapshot.id : '';
    await claimed(office, 'UANN', 'Acme');
    await office.reach('2026-03-02T10:00Z');
    await office.standups.submit(ann, { slotId: slot.id, snapshotId, content: TODAY, viewId: 'V1' });
    await office.work();
    expect(office.says(postOf(slot))).not.toContain('Acme');
    // The next one has it.
    await office.reach('2026-03-03T09:31Z');
    expect(office.says(promptOf(await office.slot('UANN', '2026-03-03')))).toContain('Claimed 1 lead');
  });

  it('ANS-6: the first standup of a week looks back over the weekend', async () => {
    const office = await standupOffice(await backend.open());
    await asked(office);
    for (const day of ['02', '03', '04', '05', '06']) {
      await office.reach(`2026-03-${day}T09:31Z`);
      await office.standups.post(await actor(office.it, 'UANN'), (await office.slot('UANN', `2026-03-${day}`)).id);
    }
    await office.reach('2026-03-07T12:00Z');
    await claimed(office, 'UANN', 'Weekend Ltd');
    await office.reach('2026-03-09T09:31Z');
    expect(office.says(promptOf(await office.slot('UANN', '2026-03-09')))).toContain('Weekend Ltd');
  });

  it('PPL-2: who takes part from now on may add theirs, uncounted; observers and strangers hear why not', async () => {
    const office = await standupOffice(await backend.open(), { marketing: ['UMIA'] });
    await switchedOn(office, { observers: ['UBEN'] });
    await office.reach('2026-03-02T12:30Z');
    const slot = await office.slot('UANN');
    const { standups } = office;
    const occurrence = slot.occurrenceId;
    expect(await standups.mine(await actor(office.it, 'UANN'), occurrence)).toEqual({ slotId: slot.id });
    expect(await standups.mine(await actor(office.it, 'UBEN'), occurrence)).toBe('reads-along');
    expect(await standups.mine(await actor(office.it, 'UMAX'), occurrence)).toBe('not-in-one');
    await setTeam(office.it, 'marketing', ['UMIA', 'UMAX'], []);
    await office.work();
    const added = await standups.mine(await actor(office.it, 'UMAX'), occurrence);
    if (typeof added === 'string') throw new Error(added);
    await submitted(office, 'UMAX', added.slotId);
    await office.work();
    expect(office.says(`standup.post:${added.slotId}`)).toContain('new today');
    expect(office.says(parentOf(slot))).toContain('Marketing 0 of 1');
  });
});
