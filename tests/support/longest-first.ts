import { BaseSequencer } from 'vitest/node';

type Specs = Parameters<BaseSequencer['sort']>[0];

/**
 * Vitest begins with the largest files, as in a fresh clone it knows no more of them. These take a minute and more, however
 * small they are: begun last, one of them would work alone while the other core is idle.
 */
const LONGEST = [
  'reliability/kill.test.ts',
  'scenarios/refusals.test.ts',
  'reliability/storm.test.ts',
  'tests/cli.test.ts',
  'scenarios/processes.test.ts',
  'scenarios/start.test.ts',
  'rituals/histories.property.test.ts',
  'slack/reconnecting.test.ts',
  'browser/views.test.ts',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: Specs): Promise<Specs> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: Specs[number]) => {
      const at = LONGEST.findIndex((path) => moduleId.endsWith(path));
      return at < 0 ? LONGEST.length : at;
    };
    const group = ({ project }: Specs[number]) => project.config.sequence.groupOrder;
    return sorted.toSorted((a, b) => group(a) - group(b) || rank(a) - rank(b));
  }
}
