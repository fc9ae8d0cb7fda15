create table stages (
  name text not null primary key,
  position bigint not null unique
);

insert into stages (name, position) values
  ('new', 1), ('accepted', 2), ('contacted', 3), ('qualified', 4), ('opportunity', 5), ('customer', 6),
  ('rejected', 7), ('recycled', 8);

create table lead_event_kinds (
  name text not null primary key
);

insert into lead_event_kinds (name) values
  ('received'), ('claimed'), ('assigned'), ('released'), ('release-undone'), ('contacted');

create table lead_settings (
  workspace_id text not null primary key references workspaces (id),
  channel_id text not null,
  ring text not null,
  is_masked bigint not null constraint lead_settings_is_masked check (is_masked in (0, 1)),
  leads_numbered bigint not null
);

create table leads (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  number bigint not null,
  channel_id text not null,
  endpoint_id text,
  stage text not null references stages (name),
  owner_id text references people (id),
  owned_at bigint,
  owned_by_event bigint,
  received_at bigint not null,
  first_contact_at bigint,
  last_event bigint not null,
  is_test bigint not null constraint leads_is_test check (is_test in (0, 1)),
  company text,
  contact_name text,
  email text,
  email_key text,
  phone text,
  phone_key text,
  message text,
  source text,
  campaign text,
  persona text,
  region text,
  score bigint,
  crm_url text,
  external_id text,
  extra text not null,
  origin_key text,
  constraint leads_owned check ((owner_id is null) = (owned_at is null)),
  unique (workspace_id, number),
  unique (workspace_id, origin_key)
);

create index leads_unclaimed on leads (workspace_id, received_at) where owner_id is null;

create index leads_of_owner on leads (owner_id, received_at) where owner_id is not null;

create table lead_events (
  lead_id text not null references leads (id),
  seq bigint not null,
  kind text not null references lead_event_kinds (name),
  at bigint not null,
  by_id text,
  data text not null,
  primary key (lead_id, seq)
);

create index lead_events_in_time on lead_events (at, kind);
