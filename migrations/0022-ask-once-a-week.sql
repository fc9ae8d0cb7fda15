create table standup_cadences (
  ritual_id text not null references rituals (id),
  person_id text not null,
  since_at bigint not null,
  -- The local date of the last prompt since then.
  asked_on text,
  primary key (ritual_id, person_id)
);
