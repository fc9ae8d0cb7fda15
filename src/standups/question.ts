import { z } from 'zod';
import { WEEKDAYS, type Weekday } from '../core/opening-hours.ts';

const weekday = z.enum(WEEKDAYS);

const base = {
  id: z.string(),
  text: z.string().min(1).max(150),
  /** On which days it is asked. */
  days: z.array(weekday).min(1),
  isRequired: z.boolean(),
};

/** A question of the team's own, beside what every standup asks. */
export const question = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('text') }),
  z.object({ ...base, kind: z.literal('choice'), options: z.array(z.string().min(1).max(75)).min(2).max(10) }),
  /** From 1 to 5. */
  z.object({ ...base, kind: z.literal('scale') }),
  z.object({ ...base, kind: z.literal('number') }),
]);
export type Question = z.output<typeof question>;

/** More would make the modal one that nobody fills in on a phone. */
export const MOST_A_DAY = 2;

/** What is asked on a weekday. */
export const questionsOn = (questions: readonly Question[], day: Weekday): readonly Question[] =>
  questions.filter(({ days }) => days.includes(day)).slice(0, MOST_A_DAY);

/** The days on which more would be asked than fits. */
export const crowdedDays = (questions: readonly Question[]): readonly Weekday[] =>
  WEEKDAYS.filter((day) => questions.filter(({ days }) => days.includes(day)).length > MOST_A_DAY);
