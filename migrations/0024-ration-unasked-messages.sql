-- At most so many unasked messages a day for each person, of all features together: whoever writes takes a place first.
create table rations (
  person_id text not null,
  -- Where they are.
  on_date text not null,
  place bigint not null,
  -- Names the message.
  key text not null unique,
  primary key (person_id, on_date, place)
);
