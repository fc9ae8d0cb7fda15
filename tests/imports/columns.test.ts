import { describe, expect, it } from 'vitest';
import { fieldCalled, foldedName, IMPORT_FIELDS, rankOf } from '../../src/imports/columns.ts';
import { chosenMapping, headingsOf, usualMapping } from '../../src/imports/mapping.ts';

/** Which heading fills in what. */
function mapped(...headings: readonly string[]): Record<string, string> {
  const mapping = usualMapping(headingsOf(headings));
  return Object.fromEntries(Object.entries(mapping).map(([field, at]) => [field, headings[at] ?? '']));
}

describe('the columns of a file', () => {
  it.each([
    [
      'HubSpot',
      'Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company,Lifecycle Stage,Lead Status,Create Date,Original Traffic Source',
      'externalId firstName lastName email phone ownerEmail company - stage createdAt source',
    ],
    [
      'Salesforce',
      'Lead ID,First Name,Last Name,Title,Company / Account,Email,Phone,Lead Source,Lead Status,Rating,Lead Owner,Created Date,Country',
      'externalId firstName lastName persona company email phone source stage score ownerEmail createdAt region',
    ],
    [
      'Pipedrive',
      'Person - Name,Person - Email - Work,Person - Phone - Work,Organization - Name,Deal - Value,Deal - Currency of Value,Deal - Status,Deal - Owner,Deal - Deal created,Deal - Won time,Deal - Lost reason',
      'contactName email phone company amount currency stage ownerEmail createdAt endedAt reason',
    ],
    [
      'Zoho in German',
      'Vorname,Nachname,Firma,E-Mail-Adresse,Telefon,Quelle,Lead-Status,Zuständig,Erstellt am,Betrag,Währung,Nachricht',
      'firstName lastName company email phone source stage ownerEmail createdAt amount currency message',
    ],
    [
      'somebody in France',
      'Prénom,Nom,Société,Adresse e-mail,Téléphone,Étape,Propriétaire,Date de création,Montant,Devise',
      'firstName lastName company email phone stage ownerEmail createdAt amount currency',
    ],
    [
      'somebody in Spain',
      'Nombre,Apellidos,Empresa,Correo electrónico,Teléfono,Etapa,Propietario,Fecha de creación,Importe,Moneda',
      'firstName lastName company email phone stage ownerEmail createdAt amount currency',
    ],
    [
      'Baton itself',
      'number,id,stage,received_at,owner_id,owner,company,contact_name,email,phone,message,source,campaign,persona,region,score,external_id,crm_url',
      '- - stage createdAt - ownerEmail company contactName email phone message source campaign persona region score externalId crmUrl',
    ],
  ])('of %s are understood', (_, headings, fields) => {
    const expected = headings
      .split(',')
      .map((heading, at) => [fields.split(' ')[at] ?? '', heading])
      .filter(([field]) => field !== '-');
    expect(mapped(...headings.split(','))).toEqual(Object.fromEntries(expected));
  });

  it('no name means two fields with the same weight, so that it doesn’t depend on the order of a list', () => {
    const doubtful = IMPORT_FIELDS.flatMap((field) =>
      IMPORT_FIELDS.filter((other) => other !== field && rankOf(other, field) !== undefined),
    );
    expect(doubtful).toEqual([]);
    expect(foldedName(' E-Mail_Adresse ')).toBe(foldedName('e mail adresse'));
    expect(fieldCalled('owner')).toBe('ownerEmail');
    expect(fieldCalled('constructor')).toBeUndefined();
  });

  it('that bear one name or none are told apart', () => {
    expect(headingsOf(['Email', '', ' email ', 'Notes', '']).map(({ name }) => name)).toEqual([
      'Email',
      'Column 2',
      'email (2)',
      'Notes',
      'Column 5',
    ]);
  });

  it('are mapped as somebody chooses, or left out', () => {
    const headings = headingsOf(['Mail', 'Mail', 'Firm', 'Notes']);
    expect(chosenMapping(headings, [])).toEqual({ kind: 'mapping', mapping: { email: 0, company: 2, message: 3 } });
    expect(chosenMapping(headings, ['Mail (2)=E-mail', 'notes = -'])).toEqual({
      kind: 'mapping',
      mapping: { email: 1, company: 2 },
    });
  });

  it('that are chosen wrongly say so', async () => {
    const headings = headingsOf(['Mail']);
    const sentences = [['Mail'], ['=email'], ['Mail='], ['Post=email'], ['Mail=shoe size']].map((lines) =>
      chosenMapping(headings, lines),
    );
    await expect(`${JSON.stringify(sentences, null, 2)}\n`).toMatchFileSnapshot('golden/refused-choices.json');
  });
});
