-- The figures that both teams looked at, as they were then: they never change afterwards. Nothing of them says who a lead's person is.
create table data_packs (
  -- What they were made for, such as a retro.
  key text not null primary key,
  workspace_id text not null references workspaces (id),
  made_at bigint not null,
  pack text not null
);
