import { describe, expect, it } from 'vitest';
import { NO_RULES } from '../../src/core/lead-rules.ts';
import { backends } from '../support/backends.ts';
import { staffed, WORKSPACE } from '../support/features.ts';
import { arrives } from './arrivals.ts';

describe.each(backends)('a company’s own rules, on $name', (backend) => {
  it('see what else the form sent; its card says the segment and why it has its points, and other rules can ask for both', async () => {
    const it = await staffed(await backend.open());
    const sent = { fields: { company: 'Acme', email: 'jane@acme.example', region: 'DE' }, extra: { Employees: '120' } };
    const lead = await arrives(it, sent);
    expect(await it.leads.card(lead.id)).toMatchObject({ judged: {} });

    await it.database.transaction((tx) =>
      it.leads.changeRules(tx, WORKSPACE, () => ({
        ...NO_RULES,
        segments: [{ name: 'DACH', conditions: [{ fact: 'region', test: 'is', values: ['DE'] }] }],
        score: [
          {
            points: 10,
            words: 'company of 50–200',
            conditions: [{ fact: 'extra:employees', test: 'at-least', than: 50 }],
          },
          { points: 20, words: 'demo request', conditions: [{ fact: 'message', test: 'contains', values: ['demo'] }] },
        ],
      })),
    );
    expect(await it.leads.card(lead.id)).toMatchObject({
      judged: { segment: 'DACH', score: { total: 10, reasons: [{ points: 10, words: 'company of 50–200' }] } },
    });
    expect(await it.leads.factsOf(it.database.db, lead.id)).toMatchObject({ segment: 'DACH', score: 10 });
  });
});
