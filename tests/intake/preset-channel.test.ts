import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyMapping } from '../../src/intake/mapping/mapping.ts';
import { mappingOf, unpack } from '../../src/intake/presets/presets.ts';
import { hostile } from '../blockkit/hostile.ts';

/** The lead that a message makes where nobody has chosen any fields. */
function leadOf(message: object) {
  const unpacked = unpack({ preset: 'channel', mapping: undefined }, message);
  if (unpacked.kind !== 'lead') throw new Error(unpacked.kind);
  return applyMapping(mappingOf({ mapping: undefined }, unpacked.places), unpacked.payload);
}

const JANE = { contactName: 'Jane Roe', company: 'Acme', email: 'jane@acme.example' };
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });

describe('a message of an app makes its lead without any mapping', () => {
  it.each([
    [
      'lines of text',
      {
        text: '*New lead*\n*Name:* Jane Roe\n• Company: Acme &amp; Co\nE-mail: <mailto:jane@acme.example|jane@acme.example>',
      },
      { ...JANE, company: 'Acme & Co' },
    ],
    [
      'fields of a section, each with its title above it',
      {
        text: 'New lead',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'New lead' } },
          {
            type: 'section',
            fields: [mrkdwn('*Name*\nJane Roe'), mrkdwn('*Company:*\nAcme'), mrkdwn('*Email:* jane@acme.example')],
          },
          { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Call: now' } }] },
        ],
      },
      JANE,
    ],
    [
      'the fields of an older attachment',
      {
        text: '',
        attachments: [
          {
            pretext: 'Somebody has filled in a form',
            fields: [
              { title: 'Name', value: 'Jane Roe', short: true },
              { title: 'Company', value: 'Acme', short: true },
              { title: 'Work email', value: '<mailto:jane@acme.example|jane@acme.example>' },
            ],
          },
        ],
      },
      JANE,
    ],
    [
      'rich text, as a workflow writes it',
      {
        text: 'Name: somebody else',
        blocks: [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'text', text: 'Name: ', style: { bold: true } },
                  { type: 'text', text: 'Jane Roe\nCompany: Acme\n' },
                ],
              },
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'text', text: 'Mail: ' },
                  { type: 'link', url: 'mailto:jane@acme.example' },
                ],
              },
            ],
          },
        ],
      },
      JANE,
    ],
    [
      'an address under a name that nobody knows',
      { text: 'Write to: jane@acme.example\nCRM url: <https://crm.example/1|Open>' },
      { email: 'jane@acme.example', crmUrl: 'https://crm.example/1' },
    ],
    [
      'words with an address in them',
      { text: 'Jane Roe (<mailto:jane@acme.example|jane@acme.example>) asks for a demo' },
      { email: 'jane@acme.example', message: 'Jane Roe (jane@acme.example) asks for a demo' },
    ],
  ])('%s', (_what, message, fields) => {
    expect(leadOf(message).fields).toMatchObject(fields);
  });

  it('an address of the web is no title of its own', () => {
    expect(leadOf({ text: 'https://acme.example/x: see there' }).fields).toEqual({
      message: 'https://acme.example/x: see there',
    });
  });

  it('whatever an app posts, nothing throws', () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.record({ text: hostile, blocks: fc.array(fc.jsonValue()), attachments: fc.array(fc.jsonValue()) }),
      fc.record({
        blocks: fc.array(
          fc.record({
            type: fc.constantFrom('section', 'rich_text', 'context'),
            fields: fc.jsonValue(),
            text: fc.jsonValue(),
            elements: fc.jsonValue(),
          }),
        ),
      }),
    );
    fc.assert(
      fc.property(anything, (message) => {
        const unpacked = unpack({ preset: 'channel', mapping: undefined }, message);
        if (unpacked.kind === 'lead')
          applyMapping(mappingOf({ mapping: undefined }, unpacked.places), unpacked.payload);
      }),
    );
  });
});
