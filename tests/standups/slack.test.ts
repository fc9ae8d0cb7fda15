import { describe, expect, it } from 'vitest';
import { readValues } from '../../src/blockkit/values.ts';
import { backends } from '../support/backends.ts';
import { actor, postOf, type StandupOffice, standupOffice, switchedOn } from './office.ts';

const typed = (fields: Readonly<Record<string, object>>) =>
  readValues(Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, { value }])));

async function call(office: StandupOffice, person: string) {
  return { actor: await actor(office.it, person), channel: 'D1', now: office.it.clock.now() };
}

async function said(office: StandupOffice, person: string, word: string) {
  const command = office.listeners.commands?.find((one) => one.word === word);
  const answer = await command?.run({ ...(await call(office, person)), text: '' });
  return answer?.kind === 'say' ? JSON.stringify(answer.message) : answer;
}

/** In the prompt, unless it is something that only they see. */
async function pressed(office: StandupOffice, person: string, action: string, value: string, where = {}) {
  return office.listeners.actions?.[action]?.({
    ...(await call(office, person)),
    value,
    message: { channel: 'D1', ts: '1', ...where },
  });
}

/** Opens the form by a button and sends it with these fields. */
async function sent(office: StandupOffice, person: string, slotId: string, fields: Record<string, object>) {
  const opened = await pressed(office, person, 'standup.edit', slotId);
  const metadata = opened?.kind === 'open' ? (opened.view.private_metadata ?? '') : '';
  const view = { viewId: `V${metadata}`, metadata, values: typed(fields) };
  return office.listeners.views?.['standup.answer']?.({ ...(await call(office, person)), ...view });
}

describe.each(backends)('standups in Slack on $name', (backend) => {
  it('ANS-8: a form with nothing in it is refused at a field; with a fact ticked it isn’t', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    const lead = await office.it.leads.create({
      workspaceId: 'T1',
      by: 'person',
      fields: { company: 'Acme', contactName: 'Ada', email: 'ada@example.com' },
      extra: {},
      personId: 'UANN',
      originKey: 'test',
    });
    await office.it.leads.claim(await actor(office.it, 'UANN'), lead?.id ?? '');
    await office.reach('2026-03-02T09:31Z');
    const slot = await office.slot('UANN');
    expect(await sent(office, 'UANN', slot.id, {})).toMatchObject({ kind: 'errors' });
    expect((await office.slot('UANN')).state).toBe('sent');
    const ticked = { facts: { selected_options: [{ value: '0' }] } };
    expect(await sent(office, 'UANN', slot.id, ticked)).toEqual({ kind: 'nothing' });
    await office.work();
    expect(office.says(postOf(slot))).toMatch(/Claimed 1 lead: .*"#1 Acme"/);
  });

  it('ANS-7: markup that somebody types calls nobody, and what is long goes on in the next message of the thread', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office, { questions: 'One?\nTwo?' });
    await office.reach('2026-03-02T09:31Z');
    const slot = await office.slot('UANN');
    const long = { value: `<!channel> <@UBEN> ${'x'.repeat(2_900)}` };
    const words = { today: long, note: long, 'custom:q1': long, 'custom:q2': long };
    expect(await sent(office, 'UANN', slot.id, words)).toEqual({ kind: 'nothing' });
    const made = {
      to: { team: 'marketing' as const },
      kind: 'question' as const,
      about: undefined,
      neededBy: undefined,
    };
    for (let at = 0; at < 60; at += 1) {
      const ask = { ...made, text: `Ask ${at}`, origin: slot.id, madeBy: `view:${at}` };
      await office.asks.create(await actor(office.it, 'UANN'), ask);
    }
    await office.work();
    const parts = [postOf(slot), `${postOf(slot)}:2`, `${postOf(slot)}:3`].map((key) => office.says(key) ?? '');
    expect(parts.join('')).toContain('Ask 59');
    for (const part of parts) {
      expect(part).not.toMatch(/"type":"mrkdwn","text":"[^"]*<(!channel|@UBEN)/);
      expect(part).not.toContain('not fit here');
    }
  });

  it('/standup opens the form of the present standup, and asks which where there are several', async () => {
    const office = await standupOffice(await backend.open());
    expect(await said(office, 'UANN', 'answer')).toContain('no standup here yet');
    await switchedOn(office);
    await office.reach('2026-03-02T09:31Z');
    expect(await said(office, 'UANN', 'answer')).toMatchObject({
      kind: 'open',
      view: { callback_id: 'standup.answer' },
    });
    await switchedOn(office, { name: 'Evening', at: '17:00' });
    await office.reach('2026-03-02T17:01Z');
    expect(await said(office, 'UANN', 'answer')).toContain('Which standup?');
    expect(await said(office, 'UMAX', 'answer')).toContain('don’t take part');
  });

  it('/standup after the close means the day that was missed, and not tomorrow', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T15:00Z');
    const opened = await said(office, 'UANN', 'answer');
    expect(JSON.stringify(opened)).toContain('The standup of Mon 2 Mar is over');
  });

  it('/standup edit opens what was posted last, filled in', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T09:31Z');
    expect(await said(office, 'UANN', 'edit')).toContain('nothing that can still be changed');
    await sent(office, 'UANN', (await office.slot('UANN')).id, { today: { value: 'Call Basalt' } });
    await office.reach('2026-03-02T20:00Z');
    expect(JSON.stringify(await said(office, 'UANN', 'edit'))).toContain('"initial_value":"Call Basalt"');
    await office.reach('2026-03-03T14:00Z');
    expect(await said(office, 'UANN', 'edit')).toContain('nothing that can still be changed');
  });

  it('/standup skip skips at once, and its message takes it back', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T09:31Z');
    expect(await said(office, 'UANN', 'skip')).toContain('Undo');
    const slot = await office.slot('UANN');
    expect(slot.state).toBe('skipped');
    const answer = { isEphemeral: true } as const;
    expect(await pressed(office, 'UANN', 'standup.skip-reason', `${slot.id} meetings`, answer)).toMatchObject({
      kind: 'replace',
    });
    expect((await office.slot('UANN')).reason).toMatchObject({ detail: 'Only meetings' });
    expect(await pressed(office, 'UANN', 'standup.unskip', slot.id, answer)).toMatchObject({ kind: 'replace' });
    expect((await office.slot('UANN')).state).toBe('sent');
  });

  it('a prompt is drawn by its job alone: an answer to an earlier press could arrive after it', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T09:31Z');
    const { id } = await office.slot('UANN');
    for (const press of ['skip', 'unskip', 'post'])
      expect(await pressed(office, 'UANN', `standup.${press}`, id)).toEqual({ kind: 'nothing' });
    expect((await office.slot('UANN')).state).toBe('answered');
  });

  it('every button of somebody else’s message gives a sentence and changes nothing', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T09:31Z');
    const slot = await office.slot('UANN');
    for (const action of ['post', 'edit', 'skip', 'unskip', 'weekly', 'daily']) {
      const answer = await pressed(office, 'UBEN', `standup.${action}`, slot.id);
      expect([action, answer?.kind]).toEqual([action, 'say']);
    }
    expect(await office.slot('UANN')).toEqual(slot);
  });

  it('the set-up answers a change at once with everybody’s times, and keeps what was filled in', async () => {
    const office = await standupOffice(await backend.open());
    const opened = await said(office, 'UMAX', 'setup');
    expect(opened).toMatchObject({ kind: 'open', view: { callback_id: 'standup.setup' } });
    const values = typed({
      name: { value: 'Handoff' },
      'standup-setup.who': { selected_option: { value: 'sales' } },
      'standup-setup.at': { selected_time: '08:15' },
      'standup-setup.window': { selected_option: { value: '60' } },
      'standup-setup.days': { selected_options: [{ value: 'mon' }] },
      'standup-setup.often': { selected_option: { value: 'monthly last' } },
    });
    const view = { id: 'V1', hash: 'h', callbackId: 'standup.setup', metadata: '', values };
    const updated = await office.listeners.actions?.['standup-setup.at']?.({
      ...(await call(office, 'UMAX')),
      value: '08:15',
      view,
    });
    expect(updated?.kind).toBe('update');
    expect(JSON.stringify(updated)).toContain('UANN, UBEN: 08:15 UTC');
    expect(JSON.stringify(updated)).toContain('"initial_value":"Handoff"');
    expect(JSON.stringify(updated)).toContain('Every last Monday of the month, next on Mon 30 Mar');
    expect(await said(office, 'UANN', 'setup')).toContain('Only managers');
  });

  it('the set-up shows what few need after a press on More, and keeps it while it is hidden', async () => {
    const office = await standupOffice(await backend.open());
    const { id } = await switchedOn(office, { tellsMissing: false });
    const whole = await pressed(office, 'UMAX', 'standup.change', id);
    expect(JSON.stringify(whole)).toContain('Tell its owners');
    const shown = {
      name: { value: 'Handoff' },
      'standup-setup.channel': { selected_conversation: 'CHANDOFF' },
      'standup-setup.who': { selected_option: { value: 'people' } },
      'standup-setup.at': { selected_time: '08:15' },
      'standup-setup.window': { selected_option: { value: '60' } },
      'standup-setup.days': { selected_options: [{ value: 'mon' }] },
      'standup-setup.often': { selected_option: { value: 'biweekly 2026-03-02' } },
    };
    const change = async (action: string, fields: Readonly<Record<string, object>>) => {
      const view = { id: 'V1', hash: 'h', callbackId: 'standup.setup', metadata: id, values: typed(fields) };
      const answer = await office.listeners.actions?.[action]?.({ ...(await call(office, 'UMAX')), value: '', view });
      return JSON.stringify(answer);
    };
    expect(await change('standup-setup.who', shown)).not.toContain('Tell its owners');
    expect(await change('standup-setup.who', shown)).toContain('"block_id":"standup-setup.people"');
    expect(await change('standup-setup.more', shown)).toContain('Tell its owners');
    expect(await change('standup-setup.at', { ...shown, observers: {} })).toContain('Tell its owners');
    const send = async (fields: Readonly<Record<string, object>>) =>
      office.listeners.views?.['standup.setup']?.({
        ...(await call(office, 'UMAX')),
        viewId: 'V1',
        metadata: id,
        values: typed(fields),
      });
    expect(await send(shown)).toMatchObject({
      kind: 'errors',
      errors: { 'standup-setup.who': expect.stringContaining('Name those') },
    });
    expect(await send({ ...shown, 'standup-setup.people': { selected_users: ['UANN'] } })).toMatchObject({
      kind: 'say',
    });
    expect(await office.standups.setupForm(await actor(office.it, 'UMAX'), id)).toMatchObject({
      people: ['UANN'],
      often: { kind: 'biweekly', anchorOn: '2026-03-02' },
      tellsMissing: false,
    });
  });

  it('a standup that is paused can be ended for good: nobody is asked, what is open goes on, and others can’t', async () => {
    const office = await standupOffice(await backend.open());
    const { id } = await switchedOn(office);
    await office.reach('2026-03-02T09:31Z');
    expect(await said(office, 'UMAX', 'pause')).toContain('"action_id":"standup.end"');
    expect(JSON.stringify(await pressed(office, 'UANN', 'standup.end', id))).toContain('not yours');
    expect(JSON.stringify(await pressed(office, 'UMAX', 'standup.end', id))).toContain('has ended');
    const slot = await office.slot('UANN', '2026-03-02');
    expect(await office.standups.post(await actor(office.it, 'UANN'), slot.id)).toMatchObject({ kind: 'posted' });
    const asked = () => new Set(office.it.shown.map(({ key }) => key).filter((key) => key.startsWith('slot.prompt')));
    const before = asked();
    await office.reach('2026-03-04T12:00Z');
    expect(asked()).toEqual(before);
    expect(await said(office, 'UANN', 'answer')).toContain('There is no standup here yet');
  });

  it('/standup pause pauses the only one, and lists several', async () => {
    const office = await standupOffice(await backend.open());
    expect(await said(office, 'UMAX', 'pause')).toContain('no standup that you look after');
    await switchedOn(office);
    expect(await said(office, 'UMAX', 'pause')).toContain('is paused');
    expect(await said(office, 'UMAX', 'resume')).toContain('goes on');
    await switchedOn(office, { name: 'Evening', at: '17:00' });
    expect(await said(office, 'UMAX', 'pause')).toContain('Evening');
    expect(await said(office, 'UMAX', 'setup')).toContain('New standup');
  });
});
