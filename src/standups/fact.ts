import { z } from 'zod';

/** A line that the bot fills in: what happened since a person's last standup. It is frozen when it is shown. */
export const fact = z.object({
  /** The same for the same kind of line on every day, such as `claimed`. */
  id: z.string(),
  /** Short enough for an option of a checkbox: "Claimed 4 leads". */
  title: z.string(),
  /** The rest of the sentence: "#12 Acme, #13 Basalt, #15 Corvid and 1 more". */
  detail: z.string(),
  /** The leads that it counts, so that it can be checked against the journal later (ANS-6). */
  leadIds: z.array(z.string()),
  /** What is late about somebody and their medians stay between them and Baton, unless they tick them. */
  isPrivate: z.boolean(),
});

export type Fact = z.output<typeof fact>;

/** The whole line: "Claimed 4 leads: #12 Acme, #13 Basalt, #15 Corvid and 1 more". */
export const factText = ({ title, detail }: Fact): string => `${title}: ${detail}`;
