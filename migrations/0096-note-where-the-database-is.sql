-- On PostgreSQL, which server and database this was when Baton last started: elsewhere, it is a dump that was restored.
create table database_places (
  name text not null primary key check (name = 'here'),
  place text not null,
  noted_at bigint not null,
  copied_at bigint
);
