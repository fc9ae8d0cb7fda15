insert into lead_event_kinds (name) values ('imported'), ('announced');

-- From which file a lead came, and the last entry of its journal that the import wrote: nobody has touched it while that is its last one.
alter table leads add column import_id text;

alter table leads add column import_seq bigint;

-- History has no card, no promise and rings nobody, until it is announced or somebody here works on it.
alter table leads add column is_history bigint not null default 0 constraint leads_is_history check (is_history in (0, 1));

create index leads_of_import on leads (import_id, number) where import_id is not null;

-- Whether somebody is known already is asked of every row of a file.
create index leads_with_email on leads (workspace_id, email_key) where email_key is not null;

create index leads_with_phone on leads (workspace_id, phone_key) where phone_key is not null;

-- fetching: Slack is asked for the file. reading: its rows are being kept. ready: they wait for somebody's word. refused: it can't be read.
-- dropped: nobody gave it within a week, or somebody said no.
create table imports (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  file_name text not null,
  -- What Slack calls the file; none for one that was given on the command line.
  file_id text,
  state text not null constraint imports_state check (state in ('fetching', 'reading', 'ready', 'running', 'done', 'undoing', 'undone', 'refused', 'dropped')),
  -- How the file is written, its headings, and what was chosen: JSON.
  file_format text not null,
  headings text not null,
  choices text not null,
  refusal text,
  row_count bigint not null,
  part_count bigint not null,
  next_part bigint not null,
  imported_count bigint not null,
  refused_count bigint not null,
  known_count bigint not null,
  created_by text,
  created_at bigint not null,
  started_at bigint,
  ended_at bigint,
  announced_at bigint,
  undone_by text,
  undone_at bigint,
  gesture text
);

create index imports_in_time on imports (workspace_id, created_at);

create unique index imports_by_gesture on imports (gesture) where gesture is not null;

-- The rows of a file until they are imported: a part goes in the transaction that makes leads of it.
create table import_parts (
  import_id text not null references imports (id),
  part bigint not null,
  first_row bigint not null,
  content text not null,
  primary key (import_id, part)
);

-- What was not imported, and why; nothing of what stood there.
create table import_refusals (
  import_id text not null references imports (id),
  row_number bigint not null,
  heading text,
  sentence text not null,
  is_known bigint not null constraint import_refusals_is_known check (is_known in (0, 1)),
  primary key (import_id, row_number)
);
