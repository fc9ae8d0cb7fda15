/** Ids of the buttons about how the work on a lead goes on. */
export const QUALIFY = 'lead.qualify';
export const REJECT = 'lead.reject';
export const LATER = 'lead.later';
export const DEAL = 'lead.deal';
export const WON = 'lead.won';
export const LOST = 'lead.lost';
export const LOG = 'lead.log';
export const ON_IT = 'lead.on-it';
export const REOPEN = 'lead.reopen';
