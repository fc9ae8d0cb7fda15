import { z } from 'zod';
import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { Notice, NoticeKind, Rendered } from '../core/notice.ts';
import { channelLine, inheritedLine, newsMessage, offlineLine, silentLine, unreachableLine } from './blocks.ts';
import type { Ritual } from './ritual.ts';

/** Where rituals are looked at: the service. */
export interface RitualsToTellOf {
  ritual(id: string): Promise<Ritual | undefined>;
  /** What an owner types to change a ritual of this kind. */
  setupOf(kind: string): string;
}

const offline = z.object({ ritualId: z.string(), from: z.number(), until: z.number() });
const about = z.object({ ritualId: z.string(), personId: z.string().default(''), code: z.string().default('') });

/** What owners hear about their rituals unasked. */
export function ritualNotices(rituals: RitualsToTellOf): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  const told = (
    kind: string,
    heading: (count: number) => string,
    line: (ritual: Ritual, notice: Notice) => Mrkdwn,
    isWorth: (ritual: Ritual, notice: Notice) => boolean = () => true,
  ): NoticeKind<MessageContent, Mrkdwn> => ({
    kind,
    heading,
    isMergedHourly: true,
    async render(notice): Promise<Rendered<MessageContent, Mrkdwn> | undefined> {
      const { ritualId } = about.parse(JSON.parse(notice.subject));
      const ritual = await rituals.ritual(ritualId);
      if (ritual === undefined || ritual.state === 'ended' || !isWorth(ritual, notice)) return undefined;
      const words = line(ritual, notice);
      return { line: words, message: newsMessage(heading(1), words) };
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
      isOwner,
    ),
    told(
      'ritual.unreachable',
      (count) => (count === 1 ? 'Somebody can’t be reached' : `${count} people can’t be reached`),
      (ritual, notice) => unreachableLine(ritual, subject(notice).personId, subject(notice).code),
      isOwner,
    ),
    told(
      'ritual.channel',
      (count) => (count === 1 ? 'A channel can’t be used' : `${count} channels can’t be used`),
      (ritual, notice) => channelLine(ritual, subject(notice).code, rituals.setupOf(ritual.kind)),
      (ritual, notice) => ritual.state === 'degraded' && isOwner(ritual, notice),
    ),
    told(
      'ritual.inherited',
      (count) => (count === 1 ? 'Something is yours now' : `${count} things are yours now`),
      (ritual) => inheritedLine(ritual, rituals.setupOf(ritual.kind)),
      isOwner,
    ),
  ];
}
