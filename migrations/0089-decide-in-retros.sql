-- What is decided about the topics of a retro that people talk of first: how often that was done, so that whoever decides has seen what
-- was decided before; and who has found that there is nothing to do.
create table retro_items (
  retro_id text not null references retros (id),
  topic_id text not null,
  -- From 1, in the order in which people talk of them.
  position bigint not null,
  turns bigint not null,
  ended_by text,
  ended_at bigint,
  constraint retro_items_ended check ((ended_by is null) = (ended_at is null)),
  primary key (retro_id, topic_id)
);

-- Who has said whether a retro was worth their time. What they said stands in a table of its own: nothing leads from one to the other.
create table retro_worth_givers (
  retro_id text not null references retros (id),
  person_id text not null,
  primary key (retro_id, person_id)
);

-- How often each answer was given, and of how many of them people may know: only ever of three more at once.
create table retro_worth (
  retro_id text not null references retros (id),
  score bigint not null constraint retro_worth_score check (score between 1 and 5),
  given bigint not null,
  shown bigint not null,
  primary key (retro_id, score)
);
