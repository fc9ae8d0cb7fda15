import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intakeListeners } from '../../src/intake/slack.ts';
import { leadCommands } from '../../src/leads/commands-slack.ts';
import { peopleListeners } from '../../src/people/slack.ts';
import { understand } from '../../src/platform/slack/listeners/commands.ts';
import { tableOf } from '../../src/platform/slack/listeners/listener-table.ts';
import { setupListeners } from '../../src/setup/slack.ts';
import { statusListeners } from '../../src/status/slack.ts';
import { hostile, nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';

/** Help is made of what the words say of themselves, so nothing is ever called. */
const uncalled = () => Object.create(null);

/** The real words, in the order of app.ts. */
const { commands } = tableOf([
  peopleListeners(uncalled(), uncalled()),
  { commands: leadCommands(uncalled(), uncalled(), uncalled()) },
  intakeListeners(uncalled(), uncalled()),
  setupListeners(uncalled(), uncalled()),
  statusListeners(uncalled()),
]);

function told(command: string, text: string) {
  const understood = understand(commands, command, text);
  if (understood.kind === 'run') throw new Error(`${command} ${text} is known`);
  return understood.message;
}

describe('the help', () => {
  const views = {
    'help-lead': told('/lead', 'help'),
    'help-baton': told('/baton', 'help'),
    'help-baton-lead': told('/baton', 'lead help'),
    'help-unknown.near': told('/lead', 'clam 3'),
    'help-unknown.far': told('/lead', 'zzzzzz'),
    'help-unknown.of-the-umbrella': told('/baton', 'laed'),
  };
  goldenViews('help', views);

  it('fits Slack and a phone', () => {
    expect(faultsOf(views)).toEqual([]);
  });

  it.each(['/lead', '/baton'])('names every word of %s', (command) => {
    const words = commands.get(command)?.map(({ word }) => word) ?? [];
    expect(words.length).toBeGreaterThan(3);
    for (const word of words) expect(told(command, 'help').text).toContain(`*${word}*`);
  });

  it.each(nasty.filter((word) => word.trim() !== '').map((word) => [word.slice(0, 30), word] as const))(
    'fits when somebody types %j',
    (_, word) => {
      expect(faultsOf({ told: told('/lead', word) })).toEqual([]);
    },
  );

  it('fits whatever anybody types', () => {
    fc.assert(
      fc.property(hostile, (word) => {
        expect(faultsOf({ told: told('/baton', `?${word}`) })).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
