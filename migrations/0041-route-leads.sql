insert into lead_event_kinds (name) values ('offered'), ('passed'), ('lapsed'), ('queued'), ('opened');

-- Rules in order, as one document: they are read with the number of a new lead, so that they cost no statement of their own.
alter table lead_settings add column routes text;

-- Whose turn a lead is. An offer is part of how a lead stands, so that of a claim, a refusal and a time-out one comes first.
alter table leads add column pool_id text;

alter table leads add column offered_to text references people (id);

alter table leads add column offered_until bigint;

alter table leads add column offered_by_event bigint;

create index leads_offered on leads (offered_to) where offered_to is not null;

create index leads_to_route on leads (pool_id) where pool_id is not null and owner_id is null;

create table routing_pools (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  terms text not null,
  credits text not null,
  version bigint not null,
  state text not null constraint routing_pools_state check (state in ('on', 'removed')),
  created_by text not null,
  created_at bigint not null
);

create index routing_pools_on on routing_pools (workspace_id) where state = 'on';

create table routing_counters (
  workspace_id text not null primary key references workspaces (id),
  turns bigint not null
);

-- The ledger of turns: what was looked at, what came of it, and who was passed over and why. Never rewritten, but for what became
-- of an offer.
create table routing_turns (
  workspace_id text not null references workspaces (id),
  turn bigint not null,
  pool_id text not null references routing_pools (id),
  lead_id text not null references leads (id),
  round bigint not null,
  at bigint not null,
  choice text not null constraint routing_turns_choice check (choice in ('offer', 'wait', 'give', 'open')),
  chosen_id text,
  until bigint,
  looks text not null,
  seen text not null,
  is_returned bigint not null constraint routing_turns_is_returned check (is_returned in (0, 1)),
  constraint routing_turns_chosen check ((chosen_id is null) = (choice in ('wait', 'open'))),
  primary key (workspace_id, turn)
);

create index routing_turns_of_lead on routing_turns (lead_id);

create index routing_turns_of_person on routing_turns (chosen_id, at) where choice = 'offer' and is_returned = 0;
