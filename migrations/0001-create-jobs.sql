-- Durable jobs. A row is found by its key; done rows stay as tombstones.
create table jobs (
  key text primary key,
  kind text not null,
  mode text not null constraint jobs_mode check (mode in ('once', 'latest')),
  payload text not null,
  state text not null constraint jobs_state check (state in ('ready', 'running', 'done', 'parked')),
  run_at bigint not null,
  -- Grows whenever the key is enqueued again; taken_revision is what the present run has seen.
  revision bigint not null,
  -- Failures that count towards parking, and all failures in a row, which space out the retries.
  attempts bigint not null,
  failures bigint not null,
  -- Together the lock token of the present run: whose lease, and how often the row has been taken.
  lease bigint,
  taken bigint not null,
  taken_revision bigint,
  last_error text,
  created_at bigint not null,
  done_at bigint,
  constraint jobs_locked_while_running check ((state = 'running') = (lease is not null))
);

create index jobs_due on jobs (run_at, kind) where state = 'ready';
create index jobs_locked on jobs (lease) where state = 'running';
create index jobs_parked on jobs (key) where state = 'parked';
create index jobs_finished on jobs (done_at) where state = 'done' and mode = 'latest';

-- Who works: one row per lease name.
create table worker_leases (
  name text primary key,
  number bigint not null,
  holder text not null,
  expires_at bigint not null
);
