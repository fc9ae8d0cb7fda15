import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';
import { atRest, audited } from './audited-office.ts';
import { EVERYBODY, heldSoFar, schedulesAll } from './company-rituals.ts';
import { lived } from './simulated-company.ts';

/** A whole year: `AUDITED_DAYS=365 npx vitest run tests/audit/clean.test.ts -t "sqlite.*the auditor finds nothing"`. */
const DAYS = Number(process.env.AUDITED_DAYS ?? 1 / 6);
const UNTIL_THURSDAY = 23 * HOUR;

describe.each(backends)('where nothing is wrong, on $name', (backend) => {
  it('the auditor finds nothing, neither in the midst of work nor at rest', {
    timeout: 240_000 + DAYS * 10_000,
  }, async () => {
    const office = await openOffice(backend);
    const { app, clock } = office;
    const max = await app.services.people.admit({ teamId: app.workspaceId, userId: 'U_MAX' });
    if (max.kind === 'refused') throw new Error(max.sentence);
    const form = await app.services.standups.setupForm(max.actor, undefined);
    if (form === 'not-yours') throw new Error(form);
    await app.services.standups.saveSetup(max.actor, { ...form, name: 'Handoff', channelId: 'C_SMARKETING' });
    await schedulesAll(office);
    await atRest(office);
    clock.advance(UNTIL_THURSDAY);
    await atRest(office);
    const { alarms, leads, answers, audits, parts } = await lived(
      office,
      clock.now() + DAYS * DAY,
      DAYS > 7 ? HOUR : 14 * MINUTE,
    );
    expect(alarms).toEqual([]);
    const once = expect.toSatisfy((times: number) => times >= Math.max(1, Math.floor(DAYS / 30)));
    expect(await heldSoFar(office)).toEqual({ meetings: once, pairs: once, retros: once, reviews: once });
    expect([...parts].sort()).toEqual(EVERYBODY);
    expect([leads > 5, answers > 0, audits > 50]).toEqual([true, true, true]);
  });

  it('through hours without Slack it says one thing, and that only as long as it is true', async () => {
    const office = await openOffice(backend);
    const { slack, clock, log } = office;
    await audited(office);
    slack.faults.on('*', { kind: 'http-error', status: 503, when: 'before' }, { times: Number.POSITIVE_INFINITY });
    for (let lead = 0; lead < 8; lead += 1) {
      await office.send({ company: `Company ${lead}`, name: 'Jane Doe', email: `jane@company${lead}.example` });
    }
    for (let minute = 0; minute < 120; minute += 4) {
      clock.advance(4 * MINUTE);
      await atRest(office);
      await audited(office);
    }
    const found = () =>
      log.entries
        .filter(({ event }) => event.startsWith('audit.'))
        .map(({ event, fields }) => `${event} ${String(fields.check)}`);
    expect(found()).toEqual(['audit.found work.failing']);
    slack.faults.clear();
    await expect
      .poll(async () => {
        clock.advance(MINUTE);
        const { isClean } = await audited(office);
        return isClean;
      })
      .toBe(true);
    clock.advance(HOUR);
    await atRest(office);
    expect(found()).toEqual(['audit.found work.failing', 'audit.ended work.failing']);
    const told = slack
      .person('U_ADA')
      .dms()
      .filter(({ says }) => says.includes('looked itself over'));
    expect(told).toEqual([]);
  });
});
