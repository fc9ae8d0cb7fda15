-- A run may also be left out because too few are there for cards that name nobody. Nothing was kept here before.
drop table retro_runs;

create table retro_runs (
  occurrence_id text not null primary key,
  ritual_id text not null,
  outcome text not null constraint retro_runs_outcome check (
    outcome in ('held', 'no-sales', 'no-marketing', 'too-few-unnamed', 'one-runs')
  ),
  retro_id text references retros (id),
  ran_at bigint not null
);

create index retro_runs_of_retro on retro_runs (retro_id) where retro_id is not null;

create index retros_in_phase on retros (workspace_id, phase);
