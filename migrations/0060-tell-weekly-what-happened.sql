-- Who reads each week what happened to marketing's leads, since when, and the Monday of the last week that they were told of.
create table digest_readers (
  person_id text not null primary key references people (id),
  workspace_id text not null references workspaces (id),
  since_at bigint not null,
  told_on text
);
