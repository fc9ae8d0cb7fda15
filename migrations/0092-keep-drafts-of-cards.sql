-- What somebody types in the form of a card, until it is sent: a window may be lost. Only as long as no retro of the workspace that
-- cards are written for names nobody; see card-drafts-service.ts.
create table retro_card_drafts (
  workspace_id text not null,
  person_id text not null,
  -- What the form was opened for.
  place text not null,
  -- The window in which it was typed last.
  view_id text not null,
  column_id text,
  -- Null once that window was sent.
  text text,
  saved_at bigint not null,
  primary key (workspace_id, person_id, place)
);

create index retro_card_drafts_about on retro_card_drafts (place);

create index retro_card_drafts_old on retro_card_drafts (saved_at);
