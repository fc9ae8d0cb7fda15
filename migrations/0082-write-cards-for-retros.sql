-- What people write for a retro, where it names them.
create table retro_cards (
  id text not null primary key,
  retro_id text not null references retros (id),
  person_id text not null,
  column_id text not null,
  -- Null when its author has taken it back: the press that made it may be delivered once more.
  text text,
  -- What it is about, such as source:webinar.
  datum text,
  made_at bigint not null,
  -- The press or form that made it: it makes one.
  made_from text not null
);

create unique index retro_cards_made_from on retro_cards (retro_id, person_id, made_from);

create index retro_cards_about on retro_cards (datum) where datum is not null;

-- What people write for a retro that names nobody. There is no author, no time and no press, and all cards of a retro are written
-- anew with each change, in the order of their ids, which are noise: neither a row nor its place says whose it is.
create table retro_unsigned_cards (
  id text not null primary key,
  retro_id text not null references retros (id),
  column_id text not null,
  -- Null when its author has taken it back.
  text text,
  datum text,
  -- Made with its author's token (src/retros/unsigned.ts); null as soon as the secret of the retro is gone.
  proof text
);

create index retro_unsigned_cards_of_retro on retro_unsigned_cards (retro_id);

create index retro_unsigned_cards_about on retro_unsigned_cards (datum) where datum is not null;

-- By which authors change what names nobody, sealed with the key that is not in the database. Gone when the retro is over.
create table retro_secrets (
  retro_id text not null primary key references retros (id),
  secret text not null
);
