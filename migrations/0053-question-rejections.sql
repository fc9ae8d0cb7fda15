-- What marketing asked about a rejection: once for each, which entry `seq` of the lead's journal is. The words stand in the
-- journal alone, so that forgetting a person finds them in one place.
create table lead_questions (
  lead_id text not null references leads (id),
  seq bigint not null,
  workspace_id text not null references workspaces (id),
  asked_by text not null,
  asked_at bigint not null,
  -- lapsed: somebody took the lead back to work by themselves. taken-back: a slip, which may be asked anew.
  state text not null constraint lead_questions_state check (state in ('open', 'upheld', 'overturned', 'lapsed', 'taken-back')),
  settled_at bigint,
  constraint lead_questions_settled check ((settled_at is null) = (state = 'open')),
  primary key (lead_id, seq)
);

create index lead_questions_open on lead_questions (workspace_id, asked_at) where state = 'open';

create index lead_questions_in_time on lead_questions (workspace_id, settled_at) where settled_at is not null;

-- What the managers found, each choice in its turn; the newest of each side holds. None is a choice that was taken back.
create table lead_question_choices (
  lead_id text not null,
  seq bigint not null,
  turn bigint not null,
  side text not null constraint lead_question_choices_side check (side in ('sales', 'marketing')),
  by_id text not null,
  verdict text constraint lead_question_choices_verdict check (verdict in ('uphold', 'overturn')),
  at bigint not null,
  gesture text,
  primary key (lead_id, seq, turn),
  foreign key (lead_id, seq) references lead_questions (lead_id, seq)
);

create unique index lead_question_choices_by_gesture on lead_question_choices (gesture, side) where gesture is not null;

insert into lead_event_kinds (name) values ('questioned'), ('question-undone'), ('upheld'), ('overturned');
