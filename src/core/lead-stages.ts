/** How far a lead can come, in order; the last three are where it stays without a deal. */
export const STAGES = [
  'new',
  'accepted',
  'contacted',
  'qualified',
  'opportunity',
  'customer',
  'lost',
  'rejected',
  'recycled',
] as const;

/** How far a lead has come. */
export type Stage = (typeof STAGES)[number];

/** What a company calls the stages, such as MQL, SAL and SQL. A stage without a word of its own is shown as Baton does. */
export type StageWords = Readonly<Partial<Record<Stage, string>>>;

/** What people call the stages unless their company has words of its own. */
export const USUAL_WORDS: Readonly<Record<Stage, string>> = {
  new: 'New',
  accepted: 'Claimed',
  contacted: 'Contacted',
  qualified: 'Qualified',
  opportunity: 'Deal',
  customer: 'Won',
  lost: 'Lost',
  rejected: 'Not a fit',
  recycled: 'Later',
};

/** What a stage is called in a sentence: the company's own word as they write it, or Baton's in small letters. */
export const stageCalled = (stage: Stage, words: StageWords): string =>
  words[stage] ?? USUAL_WORDS[stage].toLowerCase();

/** "3 qualified", or "3 SQL" where the company says so. */
export const countedStage = (count: number, stage: Stage, words: StageWords): string =>
  `${count} ${stageCalled(stage, words)}`;
