export const CONSENTS = ['yes', 'no'] as const;

/** What somebody said about being written to by marketing; undefined where nobody asked. */
export type Consent = (typeof CONSENTS)[number];

/** Names under which forms send it, letters only. */
const ASKED =
  /^(?:(?:marketing|email|newsletter|gdpr|dsgvo|privacy)?(?:consent|optin|permission)|newsletter|subscribe|emailoptin|marketingemails|consentmarketing|consenttomarketing|consentemail)$/;

/** The same, turned round: a tick in one of these is a no. */
const ASKED_NOT =
  /^(?:donotcontact|donotemail|dnc|optout|emailoptout|marketingoptout|unsubscribe|unsubscribed|unsubscribedfromallemail|(?:has)?optedoutofemail)$/;

const YES = /^(?:true|yes|y|1|on|checked|granted|agreed|accepted|ja|oui|si|sí|tak|opted[- ]?in|subscribed)$/i;
const NO = /^(?:false|no|n|0|off|unchecked|denied|refused|declined|nein|non|nie|opted[- ]?out|unsubscribed)$/i;

/** What a form says of consent in what it sent beside the fields that we know; the most restrictive, if it says several. */
export function consentIn(extra: Readonly<Record<string, unknown>>): Consent | undefined {
  return Object.entries(extra)
    .map(([name, value]) => said(name.toLowerCase().replace(/[^a-z]/g, ''), value))
    .reduce(strictest, undefined);
}

/**
 * The most restrictive of what was said: a no outweighs any yes, also one that comes later; only what was never asked says
 * nothing.
 */
export const strictest = (a: Consent | undefined, b: Consent | undefined): Consent | undefined =>
  a === 'no' || b === 'no' ? 'no' : (a ?? b);

function said(name: string, value: unknown): Consent | undefined {
  const answer = answered(value);
  if (ASKED.test(name)) return answer;
  if (!ASKED_NOT.test(name) || answer === undefined) return undefined;
  return answer === 'yes' ? 'no' : undefined;
}

function answered(value: unknown): Consent | undefined {
  const text =
    typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? `${value}`.trim() : '';
  if (YES.test(text)) return 'yes';
  return NO.test(text) ? 'no' : undefined;
}
