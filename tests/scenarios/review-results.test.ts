import { describe, expect, it } from 'vitest';
import { DAY, SECOND } from '../../src/core/instants.ts';
import type { VerdictKind } from '../../src/core/verdict.ts';
import { addExportCommands } from '../../src/export-commands.ts';
import { backends } from '../support/backends.ts';
import type { Office } from '../support/baton.ts';
import { formLead } from '../support/form-lead.ts';
import { type OfficeWithTerminal, withTerminal } from '../support/terminal.ts';

/** A review of two leads, which Ana judges for sales and Mia for marketing. */
async function started({ app, send, database, clock }: Office) {
  for (const company of ['Acme Robotics', 'Globex']) expect((await send(formLead(company))).status).toBe(200);
  const { leads, reviews } = app.services;
  const known = [await leads.find('T_ACME', '1'), await leads.find('T_ACME', '2')];
  const now = clock.now();
  return database.transaction((tx) =>
    reviews.startIn(tx, {
      workspaceId: 'T_ACME',
      channelId: 'C_LEADS',
      startedBy: 'U_MAX',
      draw: { from: now - DAY, until: now, size: 2 },
      seed: 'seed',
      isAnonymous: false,
      dueAt: now + 3 * DAY,
      leads: known.map((lead, at) => ({ leadId: lead?.id ?? '', position: at + 1, stratum: 'untouched' })),
      raters: [
        { personId: 'U_ANA', side: 'sales' },
        { personId: 'U_MIA', side: 'marketing' },
      ],
    }),
  );
}

async function judges({ app, database }: Office, userId: string, reviewId: string, verdicts: readonly VerdictKind[]) {
  const { people, reviews } = app.services;
  const admitted = await people.admit({ teamId: 'T_ACME', userId });
  if (admitted.kind === 'refused') throw new Error(admitted.sentence);
  const leads = await database.db.selectFrom('review_leads').select('lead_id').orderBy('position').execute();
  for (const [at, verdict] of verdicts.entries()) {
    const spot = { reviewId, leadId: leads[at]?.lead_id ?? '', seen: undefined };
    expect(await reviews.judgeIn(admitted.actor, spot, verdict)).toMatchObject({ kind: 'noted' });
  }
}

const parent = ({ slack }: Office) =>
  slack
    .person('U_ANA')
    .sees('C_LEADS')
    .find(({ says }) => says.includes('Lead review 1'));

const threadOf = (office: Office) => {
  const begins = parent(office);
  return begins === undefined ? [] : office.slack.person('U_ANA').thread(begins);
};

const result = (office: Office) => threadOf(office).find(({ says }) => says.includes('what you found'));

async function until<T>({ clock, slack }: Office, what: string, look: () => T | undefined): Promise<T> {
  const seen = await slack.until(
    () => {
      const one = look();
      if (one === undefined) clock.advance(SECOND);
      return one === undefined ? undefined : { one };
    },
    { what },
  );
  return seen.one;
}

const exported = async ({ run }: OfficeWithTerminal, ...args: readonly string[]): Promise<string> => {
  const parts: string[] = [];
  const write = async (part: string) => void parts.push(part);
  await run((baton, terminal) => addExportCommands(baton.command('export'), terminal, write), 'export', ...args);
  return parts.join('');
};

describe.each(backends)('what a review has found, on $name', (backend) => {
  it('rings once for those who took part, without charts where Slack knows none, and can be exported', async () => {
    const terminal = await withTerminal(backend);
    const { office } = terminal;
    const { slack } = office;
    const review = await started(office);
    await until(office, 'the parent', () => parent(office));
    await judges(office, 'U_ANA', review.id, ['not', 'good']);
    expect((await exported(terminal, 'reviews')).split('\n')).toHaveLength(2);

    const refused = slack.faults.on(
      'chat.postMessage',
      { kind: 'error', error: 'invalid_blocks' },
      {
        times: Number.POSITIVE_INFINITY,
        matching: ({ blocks }) => JSON.stringify(blocks ?? []).includes('data_visualization'),
      },
    );
    await judges(office, 'U_MIA', review.id, ['good', 'good']);
    // Time stands still meanwhile: a post that is too late is not sent any more.
    const told = await slack.until(() => result(office), { what: 'the result' });
    expect(refused.hits).toBe(1);
    expect(told.blocks.map(({ type }) => type)).toEqual(['header', 'section', 'section', 'table', 'context']);
    expect(told.says).toContain('Sales and marketing agree on *1 of 2 leads*');
    await until(
      office,
      'the results in the parent',
      () => parent(office)?.says.includes('agree on *1 of 2 leads*') || undefined,
    );
    // Replies that are posted late name those who judged, and ring for nobody.
    const thread = await until(office, 'the whole thread', () => {
      const all = threadOf(office);
      return all.length === 4 && all.filter(({ says }) => says.includes('Ana Ruiz: ')).length === 2 ? all : undefined;
    });
    // Whoever looks for it later finds what waits for a decision.
    const ana = slack.person('U_ANA');
    await ana.type('/lead-review list', 'C_LEADS');
    await slack.until(() => ana.sees('C_LEADS').some(({ says }) => says.includes('1 lead left to decide about')));
    const places = new Set(thread.map(({ ts }) => ts));
    const rings = slack.notifications().filter(({ ts }) => places.has(ts));
    expect(rings.map(({ person }) => person).toSorted()).toEqual(['U_ANA', 'U_MIA']);
    expect(new Set(rings.map(({ ts }) => ts))).toEqual(new Set([told.ts]));

    const [heading, first, ...more] = (await exported(terminal, 'reviews')).trim().split('\n');
    expect(heading).toMatch(/^review,started_at,revealed_at,is_anonymous,position,lead,/);
    expect(first).toMatch(/^1,.*,no,1,1,.*,not,good,sales,U_ANA,Ana Ruiz,not,/);
    expect(more).toHaveLength(3);
  });
});
