import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { MessageContent } from '../blockkit/message.ts';
import { code, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import type { Notice, NoticeKind, Rendered } from '../core/notice.ts';
import {
  channelLine,
  inheritedLine,
  newsMessage,
  offlineLine,
  pickChannel,
  silentLine,
  unreachableLine,
} from './blocks.ts';
import type { Ritual } from './ritual.ts';

/** Where rituals are looked at: the service. */
export interface RitualsToTellOf {
  ritual(id: string): Promise<Ritual | undefined>;
  /** What an owner types, or presses, to change a ritual of this kind. */
  setupOf(kind: string): { readonly command: string; readonly action: string };
  /** What others wait for from somebody, or did until they left: a line of each. */
  waitingFor(workspaceId: string, personId: string): Promise<readonly Mrkdwn[]>;
}

const offline = z.object({ ritualId: z.string(), from: z.number(), until: z.number() });
const about = z.object({ ritualId: z.string(), personId: z.string().default(''), code: z.string().default('') });

interface ToldOptions {
  readonly isWorth?: (ritual: Ritual, notice: Notice) => boolean;
  readonly listed?: (notice: Notice) => Promise<readonly Mrkdwn[]>;
  /** What can be done about it at once. */
  readonly offer?: (ritual: Ritual) => KnownBlock | undefined;
}

/** What owners hear about their rituals unasked. */
export function ritualNotices(rituals: RitualsToTellOf): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  const told = (
    kind: string,
    heading: (count: number) => string,
    say: (ritual: Ritual, notice: Notice, about: readonly Mrkdwn[]) => Mrkdwn,
    { isWorth = () => true, listed = async () => [], offer = () => undefined }: ToldOptions = {},
  ): NoticeKind<MessageContent, Mrkdwn> => ({
    kind,
    heading,
    isMergedHourly: true,
    isRationed: true,
    async render(notice): Promise<Rendered<MessageContent, Mrkdwn> | undefined> {
      const { ritualId } = about.parse(JSON.parse(notice.subject));
      const ritual = await rituals.ritual(ritualId);
      if (ritual === undefined || ritual.state === 'ended' || !isWorth(ritual, notice)) return undefined;
      const all = await listed(notice);
      const words = say(ritual, notice, all);
      const line = all.length === 0 ? words : md`${words} (${code('/baton asks')})`;
      return { line, message: newsMessage(heading(1), words, { about: all, offer: offer(ritual) }) };
    },
  });
  const subject = (notice: Notice) => about.parse(JSON.parse(notice.subject));
  const isOwner = ({ config }: Ritual, { recipient }: Notice): boolean =>
    'person' in recipient && config.owners.includes(recipient.person);

  return [
    told(
      'ritual.offline',
      () => 'Baton was offline',
      (ritual, notice) => {
        const { from, until } = offline.parse(JSON.parse(notice.subject));
        return offlineLine(ritual, from, until);
      },
    ),
    told(
      'ritual.silent',
      (count) => (count === 1 ? 'Somebody has fallen silent' : `${count} people have fallen silent`),
      (ritual, notice) => silentLine(ritual, subject(notice).personId),
      { isWorth: isOwner },
    ),
    told(
      'ritual.unreachable',
      (count) => (count === 1 ? 'Somebody can’t be reached' : `${count} people can’t be reached`),
      (ritual, notice, { length }) => unreachableLine(ritual, subject(notice).personId, subject(notice).code, length),
      {
        isWorth: isOwner,
        listed: (notice) => rituals.waitingFor(notice.workspaceId, subject(notice).personId),
      },
    ),
    told(
      'ritual.channel',
      (count) => (count === 1 ? 'A channel can’t be used' : `${count} channels can’t be used`),
      (ritual, notice) => channelLine(ritual, subject(notice).code, rituals.setupOf(ritual.kind).command),
      {
        isWorth: (ritual, notice) => ritual.state === 'degraded' && isOwner(ritual, notice),
        offer: ({ id, kind }) => pickChannel(id, rituals.setupOf(kind).action),
      },
    ),
    told(
      'ritual.inherited',
      (count) => (count === 1 ? 'Something is yours now' : `${count} things are yours now`),
      (ritual) => inheritedLine(ritual, rituals.setupOf(ritual.kind).command),
      { isWorth: isOwner },
    ),
  ];
}
