create table workspaces (
  id text not null primary key,
  name text not null,
  bot_user_id text not null,
  setup_code_hash text,
  set_up_at bigint,
  created_at bigint not null
);

create table people (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  name text not null,
  email_key text,
  slack_zone text not null,
  kind text not null constraint people_kind check (kind in ('member', 'guest', 'external', 'bot')),
  is_slack_admin bigint not null constraint people_is_slack_admin check (is_slack_admin in (0, 1)),
  is_baton_admin bigint not null default 0 constraint people_is_baton_admin check (is_baton_admin in (0, 1)),
  is_deactivated bigint not null constraint people_is_deactivated check (is_deactivated in (0, 1)),
  is_quiet bigint not null default 0 constraint people_is_quiet check (is_quiet in (0, 1)),
  own_zone text,
  own_hours text,
  welcomed_at bigint,
  refreshed_at bigint not null
);

create index people_by_email on people (workspace_id, email_key) where email_key is not null;

create table memberships (
  person_id text not null references people (id),
  team text not null constraint memberships_team check (team in ('sales', 'marketing')),
  workspace_id text not null references workspaces (id),
  is_member bigint not null constraint memberships_is_member check (is_member in (0, 1)),
  is_manager bigint not null constraint memberships_is_manager check (is_manager in (0, 1)),
  added_by text,
  added_at bigint not null,
  primary key (person_id, team),
  constraint memberships_role check (is_member + is_manager > 0)
);

create index memberships_of_team on memberships (workspace_id, team);

create table absences (
  id text not null primary key,
  person_id text not null references people (id),
  from_on text not null,
  until_on text not null,
  set_by text not null,
  set_at bigint not null,
  ended_at bigint,
  constraint absences_order check (from_on <= until_on)
);

create index absences_of_person on absences (person_id, until_on);
