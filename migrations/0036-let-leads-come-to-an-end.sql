insert into stages (name, position) values ('lost', 9);

insert into lead_event_kinds (name) values
  ('qualified'), ('deal'), ('won'), ('lost'), ('rejected'), ('outcome-undone'), ('returned'), ('picked-up');

-- Why work on a lead ends without a deal. What follows from each is in the code; here is what may be written.
create table lead_reasons (
  name text not null primary key,
  position bigint not null unique
);

insert into lead_reasons (name, position) values
  ('unreachable', 1), ('timing', 2), ('no-budget', 3), ('competitor', 4), ('no-need', 5), ('not-icp', 6),
  ('wrong-person', 7), ('bad-data', 8), ('duplicate', 9), ('existing-customer', 10), ('spam-or-test', 11), ('other', 12);

-- How often it has come to sales: a lead that comes back from the shelf begins anew.
alter table leads add column round bigint not null default 1;

alter table leads add column reason text references lead_reasons (name);

alter table leads add column returns_at bigint;

alter table leads add column deal_amount bigint;

alter table leads add column deal_currency text;

create index leads_with_reason on leads (workspace_id, reason) where reason is not null;
