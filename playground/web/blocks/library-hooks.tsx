import type { MessageProps } from 'slack-blocks-to-jsx';
import { SECOND } from '../../../src/core/instants.ts';
import { dateFromFormat, fullText } from '../dates.ts';
import { Link } from './link.tsx';
import { channelName, groupHandle, personName } from './names.ts';
import { useReader } from './reader-context.ts';

/**
 * How the library draws what depends on the reader. It keeps the hooks that it is first given, so these never change:
 * they draw components that look the reader up for themselves.
 */
export const HOOKS: NonNullable<MessageProps['hooks']> = {
  user: ({ id }) => <PersonMention id={id} />,
  channel: ({ id }) => <ChannelMention id={id} />,
  usergroup: ({ id }) => <GroupMention id={id} />,
  atHere: () => <Everybody range="here" />,
  atChannel: () => <Everybody range="channel" />,
  atEveryone: () => <Everybody range="everyone" />,
  date: ({ timestamp, format }) => <Moment seconds={Number(timestamp)} format={format} />,
  link: ({ href, className, children }) => (
    <Link href={href} className={className}>
      {children}
    </Link>
  ),
  // It draws a name that it doesn't know without its colons.
  emoji: (emoji, draw) => {
    const drawn = draw(emoji);
    return drawn === emoji.name ? `:${emoji.name}:` : drawn;
  },
};

function PersonMention({ id }: { readonly id: string }) {
  const reader = useReader();
  return <span className={id === reader.id ? 'kit-mention me' : 'kit-mention'}>@{personName(reader.office, id)}</span>;
}

function ChannelMention({ id }: { readonly id: string }) {
  return <span className="kit-mention">#{channelName(useReader().office, id)}</span>;
}

function GroupMention({ id }: { readonly id: string }) {
  const { office, id: me } = useReader();
  const isIn = office.userGroups.find((group) => group.id === id)?.members.includes(me) ?? false;
  return <span className={isIn ? 'kit-mention me' : 'kit-mention'}>@{groupHandle(office, id)}</span>;
}

const Everybody = ({ range }: { readonly range: string }) => <span className="kit-mention me">@{range}</span>;

function Moment({ seconds, format }: { readonly seconds: number; readonly format: string }) {
  const reader = useReader();
  const at = seconds * SECOND;
  return (
    <time dateTime={new Date(at).toISOString()} title={fullText(at, reader.zone)}>
      {dateFromFormat(at, format, reader)}
    </time>
  );
}
