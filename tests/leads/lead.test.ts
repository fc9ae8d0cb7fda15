import { describe, expect, it } from 'vitest';
import { companyName, leadName } from '../../src/leads/lead.ts';
import { lead } from './samples.ts';

describe('what a channel reads as a lead’s company', () => {
  it.each([
    ['is what they said', { company: 'Acme', email: 'jane@other.example' }, 'Acme'],
    ['is the domain of their address', { email: 'jane@acme.example' }, 'acme.example'],
    ['is in lower case', { email: 'Jane@ACME.Example' }, 'acme.example'],
    ['is never a private mailbox', { email: 'jane.roe@gmail.com' }, 'Company unknown'],
    ['is no private mailbox of another country either', { email: 'jane@yahoo.co.uk' }, 'Company unknown'],
    ['is never the person', { contactName: 'Jane Roe' }, 'Company unknown'],
    ['is a company whose name begins like a mailbox', { email: 'a@weber.example' }, 'weber.example'],
  ])('%s', (_rule, fields, name) => {
    expect(companyName(fields)).toBe(name);
  });

  it('stands after the number that people type', () => {
    expect(leadName(lead())).toBe('#12 Acme');
  });
});
