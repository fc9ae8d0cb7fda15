create table standup_snapshots (
  id text not null primary key,
  slot_id text not null,
  made_at bigint not null,
  window_from bigint not null,
  window_until bigint not null,
  content text not null
);

create index standup_snapshots_of_slot on standup_snapshots (slot_id, made_at);

create table standup_answers (
  slot_id text not null primary key,
  ritual_id text not null,
  occurrence_id text not null,
  person_id text not null references people (id),
  snapshot_id text not null references standup_snapshots (id),
  content text not null,
  plan text,
  is_late bigint not null constraint standup_answers_is_late check (is_late in (0, 1)),
  is_new bigint not null constraint standup_answers_is_new check (is_new in (0, 1)),
  posted_at bigint not null,
  edited_at bigint,
  view_id text unique
);

create index standup_answers_of_occurrence on standup_answers (occurrence_id, posted_at);

create index standup_answers_of_person on standup_answers (ritual_id, person_id, posted_at);
