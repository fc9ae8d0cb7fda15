import { expect, it } from 'vitest';
import { LEAD_PRESETS } from '../../playground/sample-leads.ts';
import { usableContact } from '../../src/core/lead-fields.ts';
import { applyMapping, defaultMapping } from '../../src/intake/mapping/mapping.ts';
import { sign } from '../../src/platform/http/signatures.ts';
import { backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';

const fieldsOf = (part: string) => mapped(part).fields;

it('each has a name of its own and is JSON, laid out for a reader', () => {
  const names = LEAD_PRESETS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { body } of LEAD_PRESETS) expect(body).toBe(JSON.stringify(JSON.parse(body), undefined, 2));
});

it('each shows what it is called after, without a mapping (INTAKE-5)', () => {
  const reachable = LEAD_PRESETS.filter(({ name }) => usableContact(mapped(name).fields)).map(({ name }) => name);
  expect(reachable).toEqual(LEAD_PRESETS.map(({ name }) => name).filter((name) => !name.startsWith('No way to reach')));

  expect(fieldsOf('demo request')).toMatchObject({ company: 'Halden Logistics', campaign: 'autumn-demo' });
  expect(fieldsOf('pricing')).toMatchObject({ region: 'DE', phoneKey: '+492214710999' });
  expect(fieldsOf('webinar')).toMatchObject({ contactName: 'Priya Nair', source: 'webinar', score: 74 });
  expect(mapped('webinar').extra).toEqual({ minutes_watched: 38, polls: { uses_slack: true, team_size: '11-50' } });
  expect(fieldsOf('No phone')).toMatchObject({ email: 'sofie.lund@nordhavn.example' });
  expect(fieldsOf('No phone').phone).toBeUndefined();
  expect(fieldsOf('Hostile').company).toContain('<!here>');
  expect(fieldsOf('CRM')).toMatchObject({ ownerEmail: 'ben@lumen.example' });
});

it.each(backends.slice(0, 1))(
  'sent for real, each is answered with 200, and the hostile one calls nobody but those on shift (on $name)',
  async (backend) => {
    const { slack, send } = await openOffice(backend);
    const answers: string[] = [];
    for (const { body } of LEAD_PRESETS) {
      const { status, text } = await send(JSON.parse(body));
      expect(status).toBe(200);
      answers.push(text.includes('"accepted"') ? 'accepted' : 'kept');
    }
    expect(answers.filter((answer) => answer === 'kept')).toHaveLength(1);
    await slack.until(
      () =>
        slack
          .person('U_MIA')
          .sees('C_LEADS')
          .filter(({ says }) => /#\d/.test(says)).length === 7,
    );
    const rung = slack.person('U_MIA').notifications();
    expect(rung.filter(({ channel }) => channel === 'C_LEADS')).toEqual([]);
  },
);

it.each(backends.slice(0, 1))('the same delivery sent twice makes one lead (INTAKE-3, on $name)', async (backend) => {
  const { app } = await openOffice(backend);
  const { intake } = app.services;
  const wish = { workspaceId: app.workspaceId, name: 'Form', channelId: 'C_LEADS', mapping: undefined };
  const signing = { scheme: 'hmac-hex', deliveryPath: 'delivery_id' } as const;
  const added = await intake.add({ ...wish, signing }, 'U_ADA');
  if (added.kind === 'refused') throw new Error(added.sentence);
  const rawBody = Buffer.from(preset('twice').body);
  const deliver = (deliveryId: string) => {
    const headers = sign({ scheme: 'hmac-hex', secret: added.secret, rawBody, now: 0, deliveryId });
    return intake.accept('form', { headers, rawBody });
  };
  expect((await deliver('one')).kind).toBe('accepted');
  expect((await deliver('another')).kind).toBe('known');
});

function mapped(part: string) {
  return applyMapping(defaultMapping, JSON.parse(preset(part).body));
}

function preset(part: string) {
  const found = LEAD_PRESETS.find(({ name }) => name.includes(part));
  if (found === undefined) throw new Error(`No preset is called ${part}`);
  return found;
}
