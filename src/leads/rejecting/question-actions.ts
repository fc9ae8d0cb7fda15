/** Ids of the buttons and the form about a questioned rejection. Values are the lead and the entry that gave it up: `<id>:<seq>`. */
export const QUESTION = 'lead.question';
export const QUESTION_FORM = 'lead.question-it';
export const UNDO_QUESTION = 'lead.undo-question';
export const UPHOLD = 'lead.uphold';
export const OVERTURN = 'lead.overturn';
export const UNDO_CHOICE = 'lead.undo-choice';

/** The field of the form. */
export const WHY_FIELD = 'why';
