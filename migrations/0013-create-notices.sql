create table notices (
  key text not null primary key,
  workspace_id text not null references workspaces (id),
  recipient text not null,
  kind text not null,
  subject text not null,
  at bigint not null,
  state text not null constraint notices_state check (state in ('waiting', 'sending', 'sent', 'dropped')),
  batch text,
  settled_at bigint,
  constraint notices_batch check ((batch is null) = (state in ('waiting', 'dropped')))
);

create index notices_waiting on notices (recipient, at) where state in ('waiting', 'sending');

create index notices_sent on notices (recipient, settled_at) where state = 'sent';
