create table working_days (
  workspace_id text not null references workspaces (id),
  scope text not null constraint working_days_scope check (scope in ('company', 'sales', 'marketing')),
  days text not null,
  primary key (workspace_id, scope)
);

create table holiday_lists (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  kind text not null constraint holiday_lists_kind check (kind in ('company', 'region', 'imported')),
  name text not null,
  region text,
  is_for_everyone bigint not null constraint holiday_lists_is_for_everyone check (is_for_everyone in (0, 1)),
  made_by text not null,
  made_at bigint not null,
  taken_at bigint,
  constraint holiday_lists_region check ((kind = 'region') = (region is not null))
);

create unique index holiday_lists_of_company on holiday_lists (workspace_id) where kind = 'company';

create unique index holiday_lists_of_region on holiday_lists (workspace_id, region) where taken_at is not null and region is not null;

create table holidays (
  list_id text not null references holiday_lists (id),
  held_on text not null,
  name text not null,
  primary key (list_id, held_on)
);

create index holidays_by_date on holidays (held_on);

create table holiday_list_people (
  list_id text not null references holiday_lists (id),
  person_id text not null references people (id),
  primary key (list_id, person_id)
);

create index holiday_list_people_by_person on holiday_list_people (person_id);

alter table absences add column ended_by text;
