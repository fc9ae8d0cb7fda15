insert into action_event_kinds (name) values ('accepted'), ('declined'), ('aimed');

-- What a decision is to move: a figure of METRICS in src/reports, of which leads, where it stood before, and where it is to be.
alter table actions add column metric text;
alter table actions add column origin_by text
  constraint actions_origin_by check (origin_by in ('source', 'campaign', 'persona'));
alter table actions add column origin_of text;
-- Where it stood before: how many of n, and of a time the one in the middle, in milliseconds.
alter table actions add column baseline_count bigint;
alter table actions add column baseline_n bigint;
alter table actions add column baseline_median bigint;
alter table actions add column baseline_from bigint;
alter table actions add column baseline_until bigint;
-- In percent, or in milliseconds of working time.
alter table actions add column target bigint;

-- Whether its owner has said yes, where the other team has given it to them. Null: nobody was asked.
alter table actions add column consent text
  constraint actions_consent check (consent in ('asked', 'given', 'declined'));
alter table actions add column declined_by text;
alter table actions add column declined_reason text;

-- What became of such a figure: each time it was measured again, such as at the start of a retro.
create table action_measures (
  action_id text not null references actions (id),
  occasion text not null,
  metric text not null,
  origin_by text,
  origin_of text,
  count bigint not null,
  n bigint not null,
  median bigint,
  from_at bigint not null,
  until_at bigint not null,
  primary key (action_id, occasion)
);

-- Who reads each week what is still to be done, since when, and the Monday of the last week that they were told of.
create table action_readers (
  person_id text not null primary key,
  workspace_id text not null references workspaces (id),
  since_at bigint not null,
  told_on text
);
