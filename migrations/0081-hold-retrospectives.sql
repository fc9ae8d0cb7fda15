-- A retrospective: both teams write cards, vote and decide. It gathers cards from the day the one before began until it begins itself.
create table retros (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  -- Counts from 1 in each workspace, given when it begins; people say "retro 3".
  number bigint,
  -- The schedule and the run of it that have begun it; null where somebody has.
  ritual_id text,
  occurrence_id text,
  channel_id text,
  -- src/retros/formats
  format text not null,
  is_anonymous bigint not null constraint retros_anonymous check (is_anonymous in (0, 1)),
  -- Who looks after it beside the managers; null where nobody does any more.
  facilitator_id text,
  phase text not null constraint retros_phase check (
    phase in ('gathering', 'collecting', 'voting', 'deciding', 'closed', 'called-off')
  ),
  phase_since bigint not null,
  -- Until when the phase goes on, unless everybody is done before; null before it begins and after it is over.
  phase_due_at bigint,
  -- When the phase should have begun, where nobody was there to begin it in time.
  late_since bigint,
  -- How many working days each phase takes.
  collect_days bigint not null,
  vote_days bigint not null,
  decide_days bigint not null,
  -- What it looks back at: half open.
  period_from bigint not null,
  period_until bigint,
  started_at bigint,
  started_by text,
  closed_at bigint,
  -- Who ended it before its time, or called it off.
  ended_by text,
  zone text not null,
  -- How often it was changed: whoever changes it has seen what was changed before.
  last_event bigint not null,
  constraint retros_started check ((phase = 'gathering') = (started_at is null)),
  constraint retros_due check ((phase in ('collecting', 'voting', 'deciding')) = (phase_due_at is not null)),
  constraint retros_over check ((phase in ('closed', 'called-off')) = (closed_at is not null))
);

create unique index retros_gathering on retros (workspace_id) where phase = 'gathering';

-- One at a time: two would ask the same people about the same weeks.
create unique index retros_running on retros (workspace_id) where phase in ('collecting', 'voting', 'deciding');

create unique index retros_with_number on retros (workspace_id, number) where number is not null;

create unique index retros_of_occurrence on retros (occurrence_id) where occurrence_id is not null;

-- Who takes part, and for which team.
create table retro_people (
  retro_id text not null references retros (id),
  person_id text not null,
  side text not null constraint retro_people_side check (side in ('sales', 'marketing')),
  -- When they have said that they have nothing more to write; null while the others wait for them.
  collected_at bigint,
  -- The same of their votes.
  voted_at bigint,
  -- When they have said that they don't take part this time.
  stepped_out_at bigint,
  -- The press by which one of these was said last.
  gesture text,
  primary key (retro_id, person_id)
);

create index retro_people_of_person on retro_people (person_id);

create table retro_numbers (
  workspace_id text not null primary key references workspaces (id),
  retros_numbered bigint not null
);

-- What was done to a retro since it began; never what somebody wrote or voted in it.
create table retro_changes (
  retro_id text not null references retros (id),
  seq bigint not null,
  kind text not null constraint retro_changes_kind check (
    kind in ('started', 'moved-on', 'due', 'facilitator', 'joined', 'channel', 'called-off')
  ),
  -- The phase that it was changed to, or in.
  phase text not null,
  -- Null where its time was over, or all were done.
  by_person text,
  at bigint not null,
  -- The press by which they did it: it does so once.
  gesture text,
  primary key (retro_id, seq)
);

create unique index retro_changes_of_gesture on retro_changes (gesture) where gesture is not null;

-- How the last retro was begun that somebody began: the form of the next one begins with it.
create table retro_settings (
  workspace_id text not null primary key references workspaces (id),
  settings text not null
);

-- What came of each run of a schedule.
create table retro_runs (
  occurrence_id text not null primary key,
  ritual_id text not null,
  outcome text not null constraint retro_runs_outcome check (
    outcome in ('held', 'no-sales', 'no-marketing', 'one-runs')
  ),
  retro_id text references retros (id),
  ran_at bigint not null
);

create index retro_runs_of_retro on retro_runs (retro_id) where retro_id is not null;
