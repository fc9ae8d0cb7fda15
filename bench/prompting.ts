import { z } from 'zod';
import { type Bench, program } from './bench.ts';
import { ms, type Part, seconds } from './figures.ts';
import { launch } from './process.ts';

/** So many that it shows, and no more than a minute of them. */
const PEOPLE = 1_000;
const PACE_MS = 50;
const RATIO_GOAL = 1.05;

/** What `bench/prompts.ts` says in the end, in milliseconds: the line that begins with this. */
export const RESULT = 'result: ';
const result = z.object({
  isExact: z.boolean(),
  last: z.number(),
  least: z.number(),
  cardBefore: z.number(),
  cardMeanwhile: z.number(),
  cardMost: z.number(),
});
export type PromptResult = z.infer<typeof result>;

/** A company of which everybody is asked at one minute, and a lead that arrives meanwhile. */
export async function prompting({ folder }: Bench): Promise<Part> {
  const args = [program('prompts.ts'), '--people', String(PEOPLE), '--pace', String(PACE_MS)];
  const measured = launch({ args, cwd: folder, env: { TMPDIR: folder } });
  const { text } = await measured.line(RESULT);
  await measured.stop();
  const it = result.parse(JSON.parse(text.slice(RESULT.length)));
  if (!it.isExact) throw new Error('Somebody was asked twice or never: run bench/prompts.ts by itself.');
  return {
    title: `Prompts of ${PEOPLE.toLocaleString('en')} people at one minute`,
    note: NOTE,
    figures: [
      {
        what: 'until the last is asked; floor: people × pace',
        baton: seconds(it.last),
        floor: seconds(it.least),
        ratio: it.last / it.least,
        goal: { most: RATIO_GOAL },
      },
      {
        what: 'a lead’s card meanwhile, p95; floor: before, and two turns',
        baton: ms(it.cardMeanwhile),
        floor: ms(it.cardMost),
        ratio: it.cardMeanwhile / it.cardMost,
        goal: { most: 1 },
      },
    ],
  };
}

const NOTE = `The whole of Baton and the local Slack of the playground, with its limits, in one process on one core: one prompt each ${PACE_MS} ms, in production one each 200 ms; Slack’s limits and Baton’s own are scaled alike. A lead arrives every two seconds, before and meanwhile; two turns are what it may wait longer for its card. \`npx node bench/prompts.ts --people 10000\` asks more.`;
