create table ask_kinds (
  name text not null primary key
);

insert into ask_kinds (name) values
  ('question'), ('content'), ('lead-quality'), ('routing'), ('data-fix'), ('decision');

create table ask_event_kinds (
  name text not null primary key
);

insert into ask_event_kinds (name) values
  ('asked'), ('taken'), ('answered'), ('declined'), ('closed'), ('reopened'), ('edited'), ('freed'), ('escalated');

create table ask_numbers (
  workspace_id text not null primary key references workspaces (id),
  asks_numbered bigint not null
);

create table asks (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  number bigint not null,
  from_person text not null,
  from_team text not null constraint asks_from_team check (from_team in ('sales', 'marketing')),
  to_team text not null constraint asks_to_team check (to_team in ('sales', 'marketing')),
  to_person text,
  owner_id text,
  owned_at bigint,
  kind text not null references ask_kinds (name),
  lead_id text,
  campaign text,
  text text not null,
  needed_by_on text,
  state text not null constraint asks_state check (state in ('open', 'taken', 'answered', 'declined', 'closed')),
  answer text,
  reason text,
  created_at bigint not null,
  settled_at bigint,
  settled_by text,
  closed_at bigint,
  escalated_at bigint,
  last_event bigint not null,
  origin text,
  made_by text not null,
  constraint asks_between_teams check (from_team <> to_team),
  constraint asks_owned check ((owner_id is null) = (owned_at is null)),
  constraint asks_taken check (state <> 'taken' or owner_id is not null),
  constraint asks_free check (state <> 'open' or owner_id is null),
  constraint asks_settled check ((settled_at is null) = (state in ('open', 'taken'))),
  constraint asks_answered check (state <> 'answered' or answer is not null),
  constraint asks_declined check (state <> 'declined' or reason is not null),
  constraint asks_closed check ((closed_at is null) = (state <> 'closed')),
  unique (workspace_id, number),
  unique (workspace_id, made_by)
);

create index asks_waiting_for_team on asks (workspace_id, to_team, created_at) where settled_at is null;

create index asks_waiting_for_owner on asks (owner_id) where settled_at is null;

create index asks_waiting_for_person on asks (to_person) where settled_at is null;

create index asks_of_asker on asks (from_person, created_at) where closed_at is null;

create index asks_of_origin on asks (origin) where origin is not null;

create index asks_settled_in_time on asks (workspace_id, settled_at);

create index asks_closed_in_time on asks (workspace_id, closed_at) where closed_at is not null;

create table ask_events (
  ask_id text not null references asks (id),
  seq bigint not null,
  kind text not null references ask_event_kinds (name),
  at bigint not null,
  by_id text,
  data text not null,
  primary key (ask_id, seq)
);
