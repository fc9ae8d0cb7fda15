import type { When } from './history-calendar.ts';
import type { SampleLead } from './sample-leads.ts';

/** A lead as a form of the company sends it: not everyone fills in everything. */
export type HistoricLead = Pick<SampleLead, 'name' | 'company' | 'email' | 'message'> &
  Partial<SampleLead> & { readonly country?: string };

export type Deed =
  | { readonly kind: 'claim'; readonly by: 'card' | 'reminder' | 'command' }
  | { readonly kind: 'contact'; readonly how: 'Reached' | 'No answer' | 'E-mailed' | 'Met' }
  | { readonly kind: 'release'; readonly reason: string }
  | { readonly kind: 'assign'; readonly to: string }
  /** Writes under the card. */
  | { readonly kind: 'reply'; readonly text: string };

/** What somebody does with a lead, in Slack, by the button, modal or command that people use for it. */
interface Step {
  readonly who: string;
  /** A wall-clock time is on the day on which the lead arrived. */
  readonly when: When | string;
  readonly deed: Deed;
}

/** How a lead gets in that no form has sent: somebody types it, or makes it out of what a colleague wrote in #leads, which begins like this. */
type Added =
  | { readonly by: string; readonly from: 'modal' }
  | { readonly by: string; readonly from: 'message'; readonly beginning: string };

/** The life of one lead. */
export interface LeadStory {
  readonly lead: HistoricLead;
  readonly arrives: When;
  readonly added?: Added;
  readonly steps: readonly Step[];
}

/** What somebody wrote in a channel, to everyone. */
export interface Remark {
  readonly who: string;
  readonly when: When;
  readonly channel: string;
  readonly text: string;
}

/** The steps of one person. */
export function stepsOf(who: string) {
  const step = (deed: Deed, when: Step['when']): Step => ({ who, when, deed });
  const contact = (how: Extract<Deed, { kind: 'contact' }>['how']) => (when: Step['when']) =>
    step({ kind: 'contact', how }, when);
  return {
    claims: (when: Step['when'], by: Extract<Deed, { kind: 'claim' }>['by'] = 'card') =>
      step({ kind: 'claim', by }, when),
    reaches: contact('Reached'),
    getsNoAnswer: contact('No answer'),
    writes: contact('E-mailed'),
    meets: contact('Met'),
    releases: (when: Step['when'], reason: string) => step({ kind: 'release', reason }, when),
    assigns: (when: Step['when'], to: string) => step({ kind: 'assign', to }, when),
    replies: (when: Step['when'], text: string) => step({ kind: 'reply', text }, when),
  };
}
