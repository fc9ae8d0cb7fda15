create table endpoints (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  name text not null,
  scheme text not null,
  channel_id text not null,
  mapping text not null,
  created_by text,
  created_at bigint not null,
  refused_since bigint not null default 0
);

create table endpoint_secrets (
  id text not null primary key,
  endpoint_id text not null references endpoints (id),
  sealed text not null,
  created_at bigint not null,
  retired_at bigint
);

create index endpoint_secrets_live on endpoint_secrets (endpoint_id, created_at) where retired_at is null;

create table deliveries (
  id text not null primary key,
  endpoint_id text not null references endpoints (id),
  delivery_id text not null,
  body_hash text not null,
  body text not null,
  received_at bigint not null,
  state text not null constraint deliveries_state check (state in ('accepted', 'dead')),
  reason text,
  lead_id text references leads (id),
  constraint deliveries_outcome check ((state = 'accepted') = (lead_id is not null)),
  unique (endpoint_id, delivery_id)
);

create index deliveries_dead on deliveries (endpoint_id, received_at) where state = 'dead';

create table delivery_conflicts (
  id text not null primary key,
  delivery text not null references deliveries (id),
  body_hash text not null,
  received_at bigint not null
);
