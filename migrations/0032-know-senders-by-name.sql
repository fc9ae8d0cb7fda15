alter table endpoints add column preset text not null default 'generic';

alter table deliveries drop constraint deliveries_state;
alter table deliveries add constraint deliveries_state check (state in ('accepted', 'dead', 'ignored', 'expired'));
