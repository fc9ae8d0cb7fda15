import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import type { MessageContent } from '../../src/blockkit/message.ts';
import type { ModalView } from '../../src/blockkit/modal.ts';
import { checkMessage, checkView } from '../../src/blockkit/phone.ts';

export type View = MessageContent | ModalView;

/** Every state that a person can see, by the name of its file. */
export type Views = Readonly<Record<string, View>>;

/**
 * One golden file for each view, `tests/views/<name>.json`, which pastes into Block Kit Builder; what locked phones show
 * stands in `<family>.notifications.json`. All names begin with the family, so a file that no view answers for is found.
 * `UPDATE_VIEWS=1` writes them; in CI nothing does.
 */
export function goldenViews(family: string, views: Views): void {
  const names = Object.keys(views);
  const notifications = `${family}.notifications`;

  it.each(names)('%s looks as it did', (name) => {
    expect(name.startsWith(`${family}-`)).toBe(true);
    const view = views[name];
    if (view !== undefined) compare(name, 'type' in view ? view : { blocks: blocksOf(view) });
  });

  it('their notifications read as they did', () => {
    const texts = Object.entries(views).flatMap(([name, view]) => ('type' in view ? [] : [[name, view.text] as const]));
    compare(notifications, Object.fromEntries(texts));
  });

  it('no file is left of a view that is gone', () => {
    const files = globSync(`tests/views/${family}[-.]*.json`).map((path) => path.replaceAll('\\', '/'));
    expect(files.toSorted()).toEqual([...names, notifications].map(pathOf).toSorted());
  });
}

/** What Slack or a phone would refuse of these views; empty if nothing. */
export function faultsOf(views: Views): string[] {
  return Object.entries(views).flatMap(([name, view]) =>
    ('type' in view ? checkView(view) : checkMessage(view)).map((fault) => `${name}: ${fault}`),
  );
}

function compare(name: string, value: object): void {
  const path = pathOf(name);
  const written = `${JSON.stringify(value, null, 2)}\n`;
  if (process.env.UPDATE_VIEWS === '1' && process.env.CI === undefined) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, written);
  }
  expect(existsSync(path), `${path} is missing: look at the view and write it with UPDATE_VIEWS=1`).toBe(true);
  expect(JSON.parse(written)).toEqual(JSON.parse(readFileSync(path, 'utf8')));
}

const pathOf = (name: string): string => `tests/views/${name}.json`;

/** A message of words only is shown by Slack as this section. */
const blocksOf = ({ text, blocks }: MessageContent) =>
  blocks ?? [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }];
