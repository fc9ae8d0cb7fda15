create table webhook_addresses (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  url text not null,
  events text not null,
  is_personal bigint not null constraint webhook_addresses_is_personal check (is_personal in (0, 1)),
  state text not null constraint webhook_addresses_state check (state in ('on', 'paused', 'stopped', 'gone', 'removed')),
  created_by text,
  created_at bigint not null,
  failures bigint not null,
  failing_since bigint,
  held_until bigint not null,
  last_fault text
);

create unique index webhook_addresses_in_use on webhook_addresses (workspace_id, url) where state <> 'removed';

create table webhook_secrets (
  id text not null primary key,
  address_id text not null references webhook_addresses (id),
  sealed text not null,
  created_at bigint not null,
  retired_at bigint
);

create index webhook_secrets_live on webhook_secrets (address_id, created_at) where retired_at is null;

create table webhook_deliveries (
  id text not null primary key,
  address_id text not null references webhook_addresses (id),
  type text not null,
  lead_id text references leads (id),
  lead_number bigint,
  seq bigint,
  body text,
  created_at bigint not null,
  state text not null constraint webhook_deliveries_state check (state in ('waiting', 'delivered', 'given-up', 'dropped')),
  attempts bigint not null,
  next_at bigint not null,
  ended_at bigint,
  last_status bigint,
  last_fault text,
  latency_ms bigint,
  constraint webhook_deliveries_of_lead check ((lead_id is null) = (seq is null)),
  constraint webhook_deliveries_waiting check (state <> 'waiting' or body is not null),
  unique (address_id, lead_id, seq)
);

create index webhook_deliveries_waiting on webhook_deliveries (address_id, next_at) where state = 'waiting';

create index webhook_deliveries_in_time on webhook_deliveries (created_at);

create index webhook_deliveries_of_address on webhook_deliveries (address_id, created_at);

create index webhook_deliveries_of_lead on webhook_deliveries (lead_id);
