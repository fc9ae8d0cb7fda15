-- Each time an admin says how long a workspace knows who was behind a lead, and what was written about it; the latest holds.
-- A missing number means for ever.
create table retention (
  id text not null primary key,
  workspace_id text not null,
  person_months bigint,
  words_months bigint,
  set_by_id text not null,
  set_at bigint not null,
  gesture text
);

create unique index retention_by_gesture on retention (gesture) where gesture is not null;

-- What was written may be forgotten before the person is.
alter table leads add column words_erased_at bigint;

create index leads_with_person on leads (workspace_id, received_at) where erased_at is null;

create index leads_with_words on leads (workspace_id, received_at) where words_erased_at is null;
