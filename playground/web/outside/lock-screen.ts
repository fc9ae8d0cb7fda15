import { type Instant, SECOND } from '../../../src/core/instants.ts';
import type { Office, Ring } from '../../wire.ts';
import { dateFromFormat } from '../dates.ts';

/** Whose phone it is, as far as the text depends on it. */
export interface PhoneReader {
  readonly office: Pick<Office, 'people' | 'bot' | 'channels' | 'userGroups'>;
  readonly zone: string;
  readonly now: Instant;
}

/** What a lock screen shows of a message: names, dates and the words of links, and none of the rest of Slack's markup. */
export const lockScreenText = (ring: Pick<Ring, 'text' | 'because'>, reader: PhoneReader): string =>
  ring.text.replace(TOKEN, (token, target: string, label: string | undefined) =>
    target.startsWith('!')
      ? (special(target.slice(1), ring.because, reader) ?? token)
      : (named(target, reader.office) ?? linked(target, label) ?? token),
  );

const TOKEN = /<([@#!a-z][^<>|\n]*)(?:\|([^<>\n]*))?>/gi;

function named(target: string, { people, bot, channels }: PhoneReader['office']): string | undefined {
  const id = target.slice(1);
  const everybody = target.startsWith('@') ? [...people, bot] : target.startsWith('#') ? channels : [];
  const found = everybody.find((one) => one.id === id);
  return found && `${target.slice(0, 1)}${found.name}`;
}

function special(target: string, because: Ring['because'], { office, zone, now }: PhoneReader): string | undefined {
  const [kind, first = '', format = ''] = target.split('^');
  if (kind === 'subteam') {
    const group = office.userGroups.find(({ id }) => id === first);
    return group && `@${group.handle}`;
  }
  if (kind === 'date') {
    return /^\d+$/.test(first) ? dateFromFormat(Number(first) * SECOND, format, { zone, now }) : undefined;
  }
  // The text comes unescaped, so what a stranger wrote looks the same; but that rings nobody.
  return kind === because ? `@${kind}` : undefined;
}

const linked = (target: string, label: string | undefined): string | undefined =>
  /^(https?|mailto|tel):/i.test(target) ? label || target : undefined;
