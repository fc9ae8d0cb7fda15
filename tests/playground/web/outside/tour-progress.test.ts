import { describe, expect, it } from 'vitest';
import {
  beginning,
  type Progress,
  stepOf,
  type TourSections,
  tourStep,
} from '../../../../playground/web/outside/tour-progress.ts';
import { ownerMessage } from '../../../../src/leads/card/owner-blocks.ts';
import { statusLine } from '../../../../src/leads/card/status-blocks.ts';
import { refusalMessage } from '../../../../src/leads/reply-blocks.ts';
import { lead, MET, NOW, ownedBy, promise } from '../../../leads/samples.ts';
import { inLeads, known, message, minute, pane, ring, WEDNESDAY } from './page.ts';

const START: Progress = { since: WEDNESDAY };
const arrived = inLeads('U_ANA', 1, 'New lead: Halden Logistics, autumn-demo, due Wed 11:01 CET');
const claimed = ring('U_ANA', 2, 'Yours: #12 Halden Logistics');
const tooLate = message('C_LEADS', 3, '<@U_ANA> was faster: #12 Halden Logistics has been theirs since 10:02', {
  isEphemeral: true,
});
const kept = message('C_LEADS', 1, '#12 Halden Logistics\n<@U_ANA> has it · first contact in time, after 4 min');
const late = ring('U_MAX', 70, 'Late: #13 Feld & Söhne');

const reached = (...looks: readonly TourSections[]): Progress => looks.reduce((so, look) => tourStep(look, so), START);
const step = (...looks: readonly TourSections[]) => stepOf(reached(...looks));

const CLAIMED = known(2, { phones: [claimed, arrived] });
const REFUSED = known(3, { phones: [claimed, arrived], panes: [pane('U_BEN', 'C_LEADS', [tooLate])] });
const CONTACTED = known(4, { phones: [claimed, arrived], panes: [pane('U_ANA', 'C_LEADS', [kept])] });
const LATE = known(71, { phones: [late, claimed, arrived] });

describe('the tour notices by itself', () => {
  it('a new lead, by a phone that rang', () => {
    expect(step(known(1))).toBe(1);
    expect(step(known(1, { phones: [arrived] }))).toBe(2);
  });

  it('a new lead that rang nobody, by its card', () => {
    const card = message('C_LEADS', 1, '#12 Halden Logistics', { actions: ['lead.claim'] });
    expect(reached(known(1, { panes: [pane('U_MIA', 'C_LEADS', [card])] })).card).toEqual({
      channel: 'C_LEADS',
      ts: card.ts,
    });
  });

  it('who has claimed it, also in the same moment as the lead', () => {
    expect(step(known(1, { phones: [arrived] }), CLAIMED)).toBe(3);
    expect(reached(CLAIMED).claim).toEqual({ number: 12, owner: 'U_ANA', channel: 'D_U_ANA' });
  });

  it('that somebody else was too late; the owner’s own view does not count', () => {
    expect(step(CLAIMED, REFUSED)).toBe(4);
    expect(step(CLAIMED, known(3, { phones: [claimed], panes: [pane('U_ANA', 'C_LEADS', [tooLate])] }))).toBe(3);
  });

  it('the contact, wherever it is written, of that lead and no other', () => {
    expect(step(CLAIMED, REFUSED, CONTACTED)).toBe(5);
    const other = message('C_LEADS', 1, '#120 Other\nfirst contact in time, after 4 min');
    expect(step(CLAIMED, REFUSED, known(4, { phones: [claimed], panes: [pane('U_ANA', 'C_LEADS', [other])] }))).toBe(4);
  });

  it('who was told that a lead is late', () => {
    const told = reached(CLAIMED, REFUSED, CONTACTED, LATE);
    expect(stepOf(told)).toBe('end');
    expect(told.late).toEqual(late);
    const merged = known(71, { phones: [ring('U_MAX', 70, '2 leads are late'), claimed] });
    expect(step(CLAIMED, REFUSED, CONTACTED, merged)).toBe('end');
  });
});

it('what happened before the tour does not count', () => {
  const old = [inLeads('U_ANA', -5, 'New lead: Copperline'), ring('U_ANA', -4, 'Yours: #11 Copperline')];
  expect(reached(known(1, { phones: old }))).toBe(START);
});

it('nothing new is the same object, so that the page does not draw itself for ever', () => {
  const told = reached(CLAIMED);
  expect(tourStep(CLAIMED, told)).toBe(told);
});

it('begins anew once the company has: the clock went back, or the claim is gone', () => {
  expect(reached(CLAIMED, known(-30))).toEqual({ since: WEDNESDAY - 30 * 60_000 });
  expect(step(CLAIMED, known(3))).toBe(1);
});

it('what came after the last push of the clock counts for the begin all the same, and is no new beginning', () => {
  const early = known(0, { phones: [ring('U_ANA', 0.9, 'Yours: #11 Copperline')] });
  const told = tourStep(early, beginning(early));
  expect(told).toEqual({ since: Number(minute(0.9)) * 1_000 });
  expect(tourStep(known(0), told)).toBe(told);
});

it('a claim that thirty later rings have pushed out is not gone', () => {
  const many = Array.from({ length: 30 }, (_, at) => ring('U_BEN', 3, `You have ${at} things to do`));
  expect(step(CLAIMED, known(3, { phones: many }))).toBe(3);
});

describe('the tour reads what Baton really says:', () => {
  const owned = lead({ owner: ownedBy('U_ANA') });

  it('to the owner', () => {
    const { text } = ownerMessage({ lead: owned, promise: promise(), events: [], now: NOW });
    expect(reached(known(2, { phones: [ring('U_ANA', 2, text)] })).claim).toMatchObject({ number: 12, owner: 'U_ANA' });
  });

  it('to who is too late', () => {
    const { text } = refusalMessage(owned, { kind: 'taken', by: 'U_ANA', since: NOW }, NOW, 'Europe/Berlin');
    const said = message('C_LEADS', 3, text, { isEphemeral: true });
    expect(step(CLAIMED, known(3, { phones: [claimed], panes: [pane('U_BEN', 'C_LEADS', [said])] }))).toBe(4);
  });

  it('on the card of a lead that was contacted', () => {
    const card = message('C_LEADS', 1, `#12 Acme\n${statusLine(owned, promise(MET), NOW).toString()}`);
    expect(step(CLAIMED, REFUSED, known(4, { phones: [claimed], panes: [pane('U_BEN', 'C_LEADS', [card])] }))).toBe(5);
  });
});
