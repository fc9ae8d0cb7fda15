-- What the two teams have agreed on about leads: the company's words for the stages, the fields that a lead needs. It stands
-- with the settings that are read with every card, so that a card costs no statement more.
alter table lead_settings add column rules text;

insert into lead_event_kinds (name) values ('completed');

-- Since when its person is forgotten: nobody owes anything on it any more.
alter table leads add column erased_at bigint;

update leads set erased_at = received_at where extra like '{"erased":"%';

-- Up to when marketing has been told which leads came incomplete: each digest goes on where the one before it ended.
create table gap_digests (
  workspace_id text not null references workspaces (id),
  from_at bigint not null,
  until_at bigint not null,
  primary key (workspace_id, until_at)
);
