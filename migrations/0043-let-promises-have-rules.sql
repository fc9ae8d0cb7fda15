-- Several promises for one company, in order, each with the leads that it is for; and beside the first contact, how often and how
-- long a lead is tried, and by when its outcome is known. Tables can't lose a constraint everywhere, so all four are made anew.
create table promises_policies (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  -- The one for every lead that no other is for. The others are asked first, in the order of their positions.
  is_default bigint not null constraint policies_is_default check (is_default in (0, 1)),
  position bigint not null,
  version bigint not null,
  is_announced bigint not null constraint policies_is_announced check (is_announced in (0, 1)),
  created_at bigint not null,
  reported_at bigint,
  retired_at bigint
);

insert into promises_policies (id, workspace_id, is_default, position, version, is_announced, created_at, reported_at)
select id, workspace_id, 1, 0, version, is_announced, created_at, reported_at from policies;

create table promises_versions (
  policy_id text not null references promises_policies (id),
  version bigint not null,
  name text not null,
  conditions text not null,
  target_ms bigint not null constraint policy_versions_target check (target_ms > 0),
  warning_ms bigint not null constraint policy_versions_warning check (warning_ms >= 0),
  calendar text not null,
  -- Whose hours count once somebody has the lead.
  calendar_of text not null constraint policy_versions_calendar_of check (calendar_of in ('policy', 'owner')),
  attempts bigint not null constraint policy_versions_attempts check (attempts > 0),
  follow_up_days bigint constraint policy_versions_follow_up check (follow_up_days > 0),
  outcome_days bigint constraint policy_versions_outcome check (outcome_days > 0),
  snooze_ms bigint not null constraint policy_versions_snooze check (snooze_ms >= 0),
  -- Who is told when, as JSON; null for the usual.
  ladder text,
  has_digest bigint not null constraint policy_versions_has_digest check (has_digest in (0, 1)),
  late_to text not null,
  created_by text not null,
  created_at bigint not null,
  gesture text,
  primary key (policy_id, version)
);

insert into promises_versions (policy_id, version, name, conditions, target_ms, warning_ms, calendar, calendar_of, attempts, snooze_ms,
  has_digest, late_to, created_by, created_at, gesture)
select policy_id, policy_versions.version, name, '[]', target_ms, warning_ms, calendar, 'policy', 3, 14400000, 0, late_to, created_by,
  policy_versions.created_at, gesture
from policy_versions join policies on policies.id = policy_versions.policy_id;

create table promises_clocks (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  lead_id text not null,
  kind text not null constraint sla_clocks_kind check (kind in ('first-contact', 'follow-up', 'outcome')),
  cycle bigint not null,
  policy_id text not null,
  policy_version bigint not null,
  is_announced bigint not null constraint sla_clocks_is_announced check (is_announced in (0, 1)),
  state text not null constraint sla_clocks_state check (state in ('running', 'met', 'late', 'met-late', 'cancelled')),
  started_at bigint not null,
  -- Working time that it has.
  target_ms bigint not null constraint sla_clocks_target check (target_ms > 0),
  -- In whose hours it ran from when on, as JSON; null while in the policy's.
  stretches text,
  due_at bigint not null,
  warn_at bigint,
  -- It stands still until then.
  paused_until bigint,
  -- How often the prospect has been tried, of a follow-up.
  attempts bigint not null,
  stopped_at bigint,
  worked_ms bigint,
  foreign key (policy_id, policy_version) references promises_versions (policy_id, version),
  constraint sla_clocks_stopped check ((stopped_at is null) = (state in ('running', 'late'))),
  unique (lead_id, kind, cycle)
);

insert into promises_clocks (id, workspace_id, lead_id, kind, cycle, policy_id, policy_version, is_announced, state, started_at,
  target_ms, due_at, warn_at, attempts, stopped_at, worked_ms)
select id, workspace_id, lead_id, kind, cycle, sla_clocks.policy_id, policy_version, is_announced, state, started_at,
  target_ms, due_at, warn_at, 0, stopped_at, worked_ms
from sla_clocks join policy_versions
  on policy_versions.policy_id = sla_clocks.policy_id and policy_versions.version = sla_clocks.policy_version;

create table promises_events (
  clock_id text not null references promises_clocks (id),
  kind text not null constraint sla_events_kind check (kind in ('warned', 'late', 'told')),
  level bigint not null,
  at bigint not null,
  recorded_at bigint not null,
  -- It became late by an edit of its promise: that is counted, and nobody is told.
  is_retroactive bigint not null constraint sla_events_is_retroactive check (is_retroactive in (0, 1)),
  primary key (clock_id, kind, level)
);

insert into promises_events (clock_id, kind, level, at, recorded_at, is_retroactive)
select clock_id, kind, level, at, recorded_at, 0 from sla_events;

drop table sla_events;
drop table sla_clocks;
drop table policy_versions;
drop table policies;

alter table promises_policies rename to policies;
alter table promises_versions rename to policy_versions;
alter table promises_clocks rename to sla_clocks;
alter table promises_events rename to sla_events;

create unique index policies_default on policies (workspace_id) where is_default = 1;
create index policies_in_order on policies (workspace_id, is_default, position) where retired_at is null;
create unique index policy_versions_by_gesture on policy_versions (gesture) where gesture is not null;
create index sla_clocks_of_policy on sla_clocks (policy_id, started_at);
create index sla_clocks_open_of_policy on sla_clocks (policy_id, id) where state = 'running';
create index sla_clocks_running on sla_clocks (due_at) where state = 'running';
create index sla_events_in_time on sla_events (kind, at);
create index sla_clocks_late on sla_clocks (workspace_id, due_at) where state = 'late';

-- When the clocks of a lead stand still: while it waits for the prospect, or because its owner asked for a little more time.
create table sla_pauses (
  lead_id text not null,
  from_at bigint not null,
  until_at bigint not null,
  kind text not null constraint sla_pauses_kind check (kind in ('waiting', 'snooze')),
  constraint sla_pauses_span check (until_at >= from_at),
  primary key (lead_id, from_at)
);
