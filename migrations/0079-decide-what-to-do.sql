-- What somebody has decided to do, from wherever it was decided: one row for life.
create table action_kinds (
  name text not null primary key
);

insert into action_kinds (name) values ('gate'), ('definition'), ('persona'), ('source'), ('process');

create table action_event_kinds (
  name text not null primary key
);

insert into action_event_kinds (name) values
  ('made'), ('kept'), ('done'), ('dropped'), ('reopened'), ('changed'), ('freed');

create table action_numbers (
  workspace_id text not null primary key references workspaces (id),
  actions_numbered bigint not null
);

create table actions (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  -- Counts from 1 in each workspace; people say "decision 3".
  number bigint not null,
  kind text not null references action_kinds (name),
  text text not null,
  -- Null: visibly nobody's.
  owner_id text,
  due_on text not null,
  -- Where it was decided, such as a review.
  origin text,
  -- What it is about.
  lead_id text references leads (id),
  source text,
  campaign text,
  state text not null constraint actions_state check (state in ('open', 'done', 'dropped')),
  reason text,
  made_by text not null,
  made_at bigint not null,
  -- Names the form that made it: the same form makes it once.
  made_from text not null,
  settled_by text,
  settled_at bigint,
  -- When its owner last said that they are still on it.
  kept_at bigint,
  -- The due date on which somebody has looked whether its owner must hear of it.
  looked_on text,
  last_event bigint not null,
  constraint actions_settled check ((settled_at is null) = (state = 'open')),
  constraint actions_dropped check ((reason is not null) = (state = 'dropped')),
  unique (workspace_id, number),
  unique (workspace_id, made_from)
);

create index actions_open on actions (workspace_id, made_at) where settled_at is null;

create index actions_open_of_owner on actions (owner_id, made_at) where settled_at is null;

create index actions_of_origin on actions (origin) where origin is not null;

create index actions_of_lead on actions (lead_id) where lead_id is not null;

create index actions_settled_in_time on actions (workspace_id, settled_at) where settled_at is not null;

create table action_events (
  action_id text not null references actions (id),
  seq bigint not null,
  kind text not null references action_event_kinds (name),
  at bigint not null,
  by_id text,
  data text not null,
  gesture text,
  primary key (action_id, seq)
);

create unique index action_events_of_gesture on action_events (gesture) where gesture is not null;
