create table home_views (
  person_id text not null primary key,
  opened_at bigint not null
);
