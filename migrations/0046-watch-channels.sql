-- Messages that an app posts in a channel become leads. Until its app is chosen an endpoint only remembers who has posted.
create table channel_watches (
  endpoint_id text not null primary key references endpoints (id),
  workspace_id text not null references workspaces (id),
  channel_id text not null,
  bot_id text,
  bot_name text,
  ended_at bigint
);

create index channel_watches_live on channel_watches (channel_id) where ended_at is null;

create unique index channel_watches_once on channel_watches (channel_id, bot_id) where ended_at is null and bot_id is not null;

create table channel_senders (
  endpoint_id text not null references endpoints (id),
  bot_id text not null,
  name text not null,
  primary key (endpoint_id, bot_id)
);
