import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type SourceFile, violations } from './support/architecture.ts';

const planted = (path: string, text: string): SourceFile => ({ path, text });

describe('the architecture test proves itself on planted violations', () => {
  it.each([
    ['the time is read outside the clock', 'src/leads/transitions.ts', 'const now = Date.now();'],
    ['a date is made from the present', 'src/leads/transitions.ts', 'const now = new Date();'],
    ['chance is not a port', 'src/leads/service.ts', 'const luck = Math.random();'],
    ['ids are not a port', 'src/leads/service.ts', "import { randomUUID } from 'node:crypto'; randomUUID();"],
    ['the environment has a second reader', 'src/app.ts', 'const level = process.env.LOG_LEVEL;'],
    ['the network is not a port', 'src/platform/slack/client/client.ts', "await fetch('http://127.0.0.1');"],
    ['core looks up', 'src/core/zones.ts', "import { x } from '../platform/clock.ts';"],
    ['blockkit knows the platform', 'src/blockkit/blocks.ts', "import { x } from '../platform/clock.ts';"],
    ['the platform knows a feature', 'src/platform/jobs/worker.ts', "import { x } from '../../leads/lead.ts';"],
    ['a feature imports another', 'src/leads/service.ts', "import { x } from '../people/person.ts';"],
    ['a feature imports the type of another', 'src/leads/lead.ts', "import type { X } from '../people/person.ts';"],
    ['a feature re-exports another', 'src/leads/lead.ts', "export { x } from '../people/person.ts';"],
    ['a listener skips its service', 'src/leads/slack.ts', "import { x } from './store.ts';"],
    ['a job skips its service', 'src/leads/jobs.ts', "import { x } from './store.ts';"],
    ['a service speaks Slack', 'src/leads/service.ts', "import { x } from '../platform/slack/client.ts';"],
    ['a service renders', 'src/leads/service.ts', "import { x } from './blocks.ts';"],
    ['a store asks its service', 'src/leads/store.ts', "import { x } from './service.ts';"],
    ['a view reads the database', 'src/leads/blocks.ts', "import { x } from '../platform/db/database.ts';"],
    ['the domain knows Slack', 'src/leads/lead.ts', "import { x } from '../blockkit/blocks.ts';"],
    ['app.ts goes round an index', 'src/app.ts', "import { x } from './leads/service.ts';"],
    ['main.ts knows a feature', 'src/main.ts', "import { x } from './leads/index.ts';"],
    ['the bot knows its playground', 'src/app.ts', "await import('../playground/main.ts');"],
    ['Bolt is used outside its platform', 'src/leads/slack.ts', "import { App } from '@slack/bolt';"],
    ['SQL is written outside a store', 'src/leads/service.ts', "import { sql } from 'kysely';"],
    ['a second thing ticks', 'src/leads/jobs.ts', "import cron from 'node-cron';"],
  ])('%s', (_rule, path, text) => {
    expect(violations([planted(path, text)])).toHaveLength(1);
  });

  it('lets through what the rules allow', () => {
    expect(
      violations([
        planted(
          'src/leads/service.ts',
          "import * as store from './store.ts'; import type { Db } from '../platform/db/database.ts';",
        ),
        planted(
          'src/leads/slack.ts',
          "import { card } from './blocks.ts'; import { md } from '../blockkit/mrkdwn.ts';",
        ),
        planted('src/app.ts', "import { createLeads } from './leads/index.ts';"),
        planted('src/cli.ts', "await import('../playground/main.ts');"),
        planted('src/leads/transitions.ts', 'const at = new Date(5);'),
      ]),
    ).toEqual([]);
  });
});

it('holds in every file', () => {
  const files = globSync('src/**/*.ts').map((path) => planted(path.replaceAll('\\', '/'), readFileSync(path, 'utf8')));
  expect(files.length).toBeGreaterThan(50);
  expect(violations(files)).toEqual([]);
});
