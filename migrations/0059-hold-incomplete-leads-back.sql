insert into lead_event_kinds (name) values ('held-back'), ('let-through');

-- Until when a lead is held back that lacks what it needs: it has no card and no promise, and rings nobody.
alter table leads add column held_until bigint;

create index leads_held on leads (held_until) where held_until is not null;
