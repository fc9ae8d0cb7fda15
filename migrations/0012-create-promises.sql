create table policies (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  name text not null,
  kind text not null constraint policies_kind check (kind in ('first-contact')),
  version bigint not null,
  is_announced bigint not null constraint policies_is_announced check (is_announced in (0, 1)),
  created_at bigint not null,
  reported_at bigint,
  unique (workspace_id, kind)
);

create table policy_versions (
  policy_id text not null references policies (id),
  version bigint not null,
  target_ms bigint not null constraint policy_versions_target check (target_ms > 0),
  warning_ms bigint not null constraint policy_versions_warning check (warning_ms >= 0),
  calendar text not null,
  late_to text not null,
  created_by text not null,
  created_at bigint not null,
  primary key (policy_id, version)
);

create table sla_clocks (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  lead_id text not null,
  kind text not null,
  cycle bigint not null,
  policy_id text not null,
  policy_version bigint not null,
  is_announced bigint not null constraint sla_clocks_is_announced check (is_announced in (0, 1)),
  state text not null constraint sla_clocks_state check (state in ('running', 'met', 'late', 'met-late', 'cancelled')),
  started_at bigint not null,
  due_at bigint not null,
  warn_at bigint,
  stopped_at bigint,
  worked_ms bigint,
  foreign key (policy_id, policy_version) references policy_versions (policy_id, version),
  constraint sla_clocks_stopped check ((stopped_at is null) = (state in ('running', 'late'))),
  unique (lead_id, kind, cycle)
);

create index sla_clocks_of_policy on sla_clocks (policy_id, started_at);

create table sla_events (
  clock_id text not null references sla_clocks (id),
  kind text not null constraint sla_events_kind check (kind in ('warned', 'late')),
  level bigint not null,
  at bigint not null,
  recorded_at bigint not null,
  primary key (clock_id, kind, level)
);
