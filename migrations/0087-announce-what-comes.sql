-- What one team tells the other before it comes: a campaign, or a change of how both work.
create table heads_ups (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  -- Counts from 1 in each workspace; people say "heads-up 3".
  number bigint not null,
  kind text not null constraint heads_ups_kind check (kind in ('campaign', 'process')),
  title text not null,
  -- A campaign as it is compared with what leads say.
  campaign_key text,
  -- How it was called when cards last linked here; null while none does.
  linked_as text,
  starts_on text not null,
  -- What it says, by its kind.
  words text not null,
  channel_id text not null,
  by_person text not null,
  state text not null constraint heads_ups_state check (state in ('posted', 'withdrawn')),
  -- Counts what was changed in it, so that of two who change it at once one sees what the other did.
  version bigint not null,
  posted_at bigint not null,
  changed_by text,
  changed_at bigint,
  withdrawn_by text,
  withdrawn_at bigint,
  remind_at bigint not null,
  reminded_at bigint,
  -- The form that has made it: one form makes one.
  made_from text not null,
  constraint heads_ups_campaign check ((kind = 'campaign') = (campaign_key is not null)),
  constraint heads_ups_withdrawn check ((state = 'withdrawn') = (withdrawn_at is not null))
);

create unique index heads_ups_with_number on heads_ups (workspace_id, number);

create unique index heads_ups_made_from on heads_ups (workspace_id, made_from);

create index heads_ups_standing on heads_ups (workspace_id, number) where state = 'posted';

create index heads_ups_unreminded on heads_ups (remind_at) where state = 'posted' and reminded_at is null;

create table heads_up_numbers (
  workspace_id text not null primary key,
  heads_ups_numbered bigint not null
);

-- What each of those who were asked says, now.
create table heads_up_answers (
  heads_up_id text not null references heads_ups (id),
  person_id text not null,
  answer text not null constraint heads_up_answers_answer check (answer in ('clear', 'concern')),
  line text,
  -- Whether a meeting has it on its agenda.
  is_on_agenda bigint not null constraint heads_up_answers_agenda check (is_on_agenda in (0, 1)),
  said_at bigint not null,
  constraint heads_up_answers_line check ((answer = 'concern') = (line is not null)),
  primary key (heads_up_id, person_id)
);

-- What somebody has done to one, by which press: it does so once.
create table heads_up_changes (
  id text not null primary key,
  heads_up_id text not null references heads_ups (id),
  kind text not null constraint heads_up_changes_kind check (kind in ('changed', 'withdrawn', 'clear', 'concern')),
  by_person text not null,
  at bigint not null,
  gesture text
);

create unique index heads_up_changes_of_gesture on heads_up_changes (gesture) where gesture is not null;

create index heads_up_changes_of_heads_up on heads_up_changes (heads_up_id);

-- The first half of a form, kept while its second half is filled in.
create table heads_up_drafts (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  person_id text not null,
  -- The one that it changes; null for a new one.
  heads_up_id text,
  form text not null,
  saved_at bigint not null
);

create index heads_up_drafts_old on heads_up_drafts (saved_at);

-- To which campaigns a card links, newest first; null without any, so that a card costs nothing more.
alter table lead_settings add column heads_ups text;
