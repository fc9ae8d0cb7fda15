import { describe, expect, it } from 'vitest';
import { bodyOf, colleaguesIn, type FollowedLead } from '../../src/webhooks/payload.ts';

const at = Date.parse('2026-03-04T09:00:00Z');
const names = new Map([['U_ANA', 'Ana Ruiz']]);

const lead: FollowedLead = {
  id: 'l1',
  number: 12,
  stage: 'new',
  owner: undefined,
  receivedAt: at,
  firstContactAt: undefined,
  isTest: false,
  fields: {
    company: 'Acme Robotics',
    contactName: 'Jane Doe',
    email: 'jane@acme-robotics.example',
    phone: '+49 30 1',
    message: 'A demo, please',
    source: 'Website',
    campaign: 'Spring',
    externalId: 'crm-7',
  },
};

const released = {
  leadId: 'l1',
  workspaceId: 'T1',
  seq: 3,
  kind: 'released',
  at,
  by: 'U_ANA',
  change: { kind: 'released', from: 'U_ANA', since: at, stageBefore: 'new', reason: 'Jane is ill' },
};

const body = (isPersonal: boolean) => JSON.parse(bodyOf(released, lead, { names, isPersonal }));

describe('the body of a delivery', () => {
  it('says what happened to which lead, when, and who did it', () => {
    expect(body(false)).toEqual({
      type: 'lead.released',
      timestamp: '2026-03-04T09:00:00Z',
      data: {
        lead: {
          id: 'l1',
          number: 12,
          stage: 'new',
          owner: null,
          company: 'Acme Robotics',
          source: 'Website',
          campaign: 'Spring',
          persona: null,
          region: null,
          score: null,
          external_id: 'crm-7',
          crm_url: null,
          received_at: '2026-03-04T09:00:00Z',
          first_contact_at: null,
          is_test: false,
        },
        change: { from: { id: 'U_ANA', name: 'Ana Ruiz' }, since: '2026-03-04T09:00:00Z' },
        by: { id: 'U_ANA', name: 'Ana Ruiz' },
        sequence: 3,
      },
    });
  });

  it('names the person, and what colleagues wrote, only where persons may be told', () => {
    expect(JSON.stringify(body(false))).not.toContain('Jane');
    expect(body(true).data.lead.person).toEqual({
      name: 'Jane Doe',
      email: 'jane@acme-robotics.example',
      phone: '+49 30 1',
      message: 'A demo, please',
    });
    expect(body(true).data.change.reason).toBe('Jane is ill');
  });

  it('asks for the names of the colleagues in it, each once', () => {
    const owned = { ...lead, owner: { personId: 'U_BEN' } };
    expect(colleaguesIn(released, owned)).toEqual(['U_ANA', 'U_BEN']);
  });
});
