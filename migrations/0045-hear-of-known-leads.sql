-- What another system saw happen to a lead: a word, a stage, an owner that could not be taken over, or an activity.
insert into lead_event_kinds (name) values ('seen');

-- News of known leads is no lead itself: `seen` has had its effect, `waiting` has come before its lead.
alter table deliveries drop constraint deliveries_state;
alter table deliveries add constraint deliveries_state check (state in ('accepted', 'dead', 'ignored', 'expired', 'seen', 'waiting'));

-- Each event has its effect once, in whichever delivery it comes. Without a lead it waits for one.
create table crm_events (
  endpoint_id text not null references endpoints (id),
  event_key text not null,
  delivery text not null references deliveries (id),
  external_id text not null,
  received_at bigint not null,
  lead_id text references leads (id),
  primary key (endpoint_id, event_key)
);

create index crm_events_of_delivery on crm_events (delivery);

create index crm_events_of_lead on crm_events (lead_id) where lead_id is not null;

create index deliveries_waiting on deliveries (received_at) where state = 'waiting';

create index leads_by_external_id on leads (workspace_id, external_id) where external_id is not null;
