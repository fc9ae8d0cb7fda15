import { lazily } from '../core/lazily.ts';
import type { FieldName } from '../core/lead-fields.ts';

/** What a column of a file may fill in: a lead's fields, a name in two parts, and what became of it before. */
export type ImportField =
  | FieldName
  | 'firstName'
  | 'lastName'
  | 'createdAt'
  | 'stage'
  | 'reason'
  | 'amount'
  | 'currency'
  | 'endedAt';

/** What people read and choose, in this order. */
export const FIELD_WORDS: Readonly<Record<ImportField, string>> = {
  email: 'E-mail',
  contactName: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  company: 'Company',
  phone: 'Phone',
  message: 'What they asked for',
  source: 'Source',
  campaign: 'Campaign',
  persona: 'Role',
  region: 'Region',
  score: 'Score',
  createdAt: 'Created on',
  ownerEmail: 'Owner',
  stage: 'Stage',
  endedAt: 'Closed on',
  reason: 'Reason',
  amount: 'Amount',
  currency: 'Currency',
  crmUrl: 'CRM link',
  externalId: 'CRM number',
};

export const IMPORT_FIELDS: readonly ImportField[] = [
  'email',
  'contactName',
  'firstName',
  'lastName',
  'company',
  'phone',
  'message',
  'source',
  'campaign',
  'persona',
  'region',
  'score',
  'createdAt',
  'ownerEmail',
  'stage',
  'endedAt',
  'reason',
  'amount',
  'currency',
  'crmUrl',
  'externalId',
];

/**
 * How HubSpot, Salesforce, Pipedrive, Zoho, Dynamics and others call their columns, and what people write over their own, in
 * English, German, French, Spanish, Italian, Portuguese, Dutch and Polish; the most telling first. Case, accents and signs
 * don't count.
 */
const NAMES: Readonly<Record<ImportField, string>> = {
  email: `
    email, e-mail, email address, e-mail address, work email, business email, contact email, person email work,
    person email, primary email, email 1, mail, emailaddress1, e-mail-adresse, emailadresse, mailadresse,
    geschäftliche e-mail, adresse e-mail, courriel, mél, correo electrónico, correo, indirizzo email,
    posta elettronica, endereço de email, e-mailadres, adres e-mail, adres email`,
  contactName: `
    contact name, full name, name, lead name, person name, contact, contact person, your name, ansprechpartner,
    kontakt, kontaktname, vollständiger name, nom complet, nom du contact, nombre completo, nombre y apellidos,
    nome completo, nominativo, naam, contactpersoon, imię i nazwisko, osoba kontaktowa`,
  firstName: `first name, given name, forename, fname, firstname, vorname, prénom, nombre, nome, voornaam, imię`,
  lastName: `
    last name, surname, family name, lname, lastname, nachname, familienname, nom de famille, nom, apellidos,
    apellido, cognome, sobrenome, apelido, achternaam, nazwisko`,
  company: `
    company, company name, organization name, organisation name, organization, organisation, account name,
    account, associated company, company account, business name, firm, companyname, firma, firmenname,
    unternehmen, unternehmensname, société, entreprise, nom de l'entreprise, raison sociale, empresa,
    nombre de la empresa, compañía, azienda, società, ragione sociale, nome da empresa, bedrijf, bedrijfsnaam,
    nazwa firmy`,
  phone: `
    phone, phone number, telephone, work phone, business phone, person phone work, person phone, mobile,
    mobile phone, mobile phone number, cell, tel, telephone1, contact phone, telefon, telefonnummer, mobil,
    mobiltelefon, handy, rufnummer, téléphone, numéro de téléphone, portable, teléfono, móvil, telefono,
    cellulare, telefone, celular, telefoonnummer, telefoon, numer telefonu`,
  message: `
    message, request, inquiry, enquiry, question, comments, comment, notes, note, description, lead description,
    nachricht, anfrage, notiz, notizen, bemerkung, beschreibung, demande, commentaire, remarques, mensaje,
    comentarios, messaggio, richiesta, mensagem, bericht, opmerking, wiadomość, uwagi`,
  source: `
    lead source, source, original source, original traffic source, utm source, lead channel, channel, leadsource,
    deal source, herkunft, quelle, leadquelle, lead-quelle, origine, source du lead, origen, fuente, fonte,
    origem, bron, leadbron, źródło`,
  campaign: `
    campaign, campaign name, utm campaign, marketing campaign, first touch converting campaign, kampagne,
    campagne, campaña, campagna, campanha, kampania`,
  persona: `
    persona, job title, title, role, position, jobtitle, position im unternehmen, funktion, fonction, poste,
    cargo, puesto, ruolo, funzione, functie, stanowisko`,
  region: `
    country region, country, region, territory, country code, state region, land, pays, région, país, paese,
    regione, região, kraj`,
  score: `lead score, score, hubspot score, rating, punkte, bewertung, note du lead, puntuación, punteggio, pontuação`,
  createdAt: `
    created at, create date, created date, created on, created, created time, received at, received,
    creation date, date created, date added, add time, deal deal created, lead created, submitted at,
    deal created, person person created, lead lead created, timestamp, createdon, date, erstellt am, erstellt,
    erstelldatum, erstellungsdatum, angelegt am, eingang, datum, date de création, créé le, fecha de creación,
    creado, fecha, data di creazione, creato il, data de criação, criado em, aangemaakt op, aanmaakdatum,
    data utworzenia, data`,
  ownerEmail: `
    owner email, lead owner email, contact owner email, account owner email, crm owner email, contact owner,
    lead owner, owner, deal owner, account owner, record owner, assigned to, sales rep, salesperson, responsible,
    zuständig, inhaber, besitzer, kontaktinhaber, betreuer, verantwortlich, propriétaire,
    propriétaire du contact, responsable, propietario, proprietario, assegnatario, proprietário, responsável,
    eigenaar, właściciel`,
  stage: `
    stage, lead status, lead stage, deal status, deal stage, status, lifecycle stage, pipeline stage,
    opportunity stage, leadstatus, phase, lifecycle-phase, stufe, statut, étape, statut du lead, estado, etapa,
    stato, fase, estágio, etap`,
  endedAt: `
    close date, closed date, closed at, won time, lost time, deal won time, deal lost time, deal deal closed on,
    deal closed on, ended at, converted date, became a customer date, abgeschlossen am, abschlussdatum,
    date de clôture, date de fermeture, fecha de cierre, data di chiusura, data chiusura, data de fechamento,
    sluitingsdatum, data zamknięcia`,
  reason: `
    reason, lost reason, closed lost reason, deal lost reason, loss reason, disqualification reason,
    unqualified reason, rejection reason, status reason, grund, verlustgrund, ablehnungsgrund, raison, motif,
    raison de la perte, motivo, motivo de pérdida, reden, powód`,
  amount: `
    amount, deal value, value, deal amount, revenue, opportunity amount, expected revenue, lead value, betrag,
    wert, umsatz, auftragswert, montant, valeur, importe, valor, importo, valore, bedrag, waarde, kwota, wartość`,
  currency: `
    currency, deal currency, deal currency of value, currency code, währung, devise, moneda, divisa, valuta,
    moeda, waluta`,
  crmUrl: `crm url, crm link, record url, hubspot url, salesforce url, link, url`,
  externalId: `
    external id, record id, record id contact, contact id, lead id, crm id, crm number, hs object id, deal id,
    person id, datensatz-id, kontakt-id, kundennummer`,
};

/** A name as it is compared: `E-Mail-Adresse`, `e mail adresse` and `EMAILADRESSE` are one. */
export const foldedName = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/ł/g, 'l')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The names of a list, which stand between commas. */
export const namesIn = (list: string): readonly string[] => list.split(',').map((name) => name.trim());

const byField = lazily(
  (): ReadonlyMap<ImportField, readonly string[]> =>
    new Map(
      IMPORT_FIELDS.map((field) => [field, [FIELD_WORDS[field], field, ...namesIn(NAMES[field])].map(foldedName)]),
    ),
);

/** The field that somebody means by `contactName`, `Contact name` or `Ansprechpartner`. */
export function fieldCalled(text: string): ImportField | undefined {
  const folded = foldedName(text);
  return IMPORT_FIELDS.find((field) => byField().get(field)?.includes(folded));
}

/** How well a heading names a field: 0 is best; undefined if it doesn't. */
export function rankOf(heading: string, field: ImportField): number | undefined {
  const rank = byField().get(field)?.indexOf(foldedName(heading)) ?? -1;
  return rank < 0 ? undefined : rank;
}
