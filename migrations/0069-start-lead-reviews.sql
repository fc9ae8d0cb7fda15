-- A lead review: the same leads, judged by both teams unseen.
create table reviews (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  -- Counts from 1 in each workspace; people say "review 3".
  number bigint not null,
  state text not null constraint reviews_state check (state in ('open', 'revealed', 'called-off')),
  channel_id text not null,
  -- Null where a schedule has started it: then that run of it says so.
  started_by text,
  occurrence_id text,
  -- What its leads were drawn by, and what the drawing began with: the same again gives the same leads.
  draw text not null,
  seed text not null,
  is_anonymous bigint not null constraint reviews_anonymous check (is_anonymous in (0, 1)),
  started_at bigint not null,
  due_at bigint not null,
  -- Since when everybody may see what was said; null while it is blind, and forever if it was called off.
  revealed_at bigint,
  ended_by text,
  -- The plan out of which somebody has started it: one plan is one review.
  made_by text,
  constraint reviews_revealed check ((state = 'revealed') = (revealed_at is not null))
);

create unique index reviews_with_number on reviews (workspace_id, number);

create unique index reviews_of_plan on reviews (made_by) where made_by is not null;

create unique index reviews_of_occurrence on reviews (occurrence_id) where occurrence_id is not null;

create index reviews_open on reviews (workspace_id, due_at) where state = 'open';

-- Its leads, in the order of its thread, and why each is among them.
create table review_leads (
  review_id text not null references reviews (id),
  lead_id text not null references leads (id),
  position bigint not null,
  stratum text not null,
  primary key (review_id, lead_id)
);

create unique index review_leads_in_order on review_leads (review_id, position);

create index review_leads_of_lead on review_leads (lead_id);

-- Who judges them, and for which team.
create table review_raters (
  review_id text not null references reviews (id),
  person_id text not null,
  side text not null constraint review_raters_side check (side in ('sales', 'marketing')),
  -- When they had judged the last of its leads; null while some are left.
  finished_at bigint,
  primary key (review_id, person_id)
);

create index review_raters_of_person on review_raters (person_id);

create table review_numbers (
  workspace_id text not null primary key references workspaces (id),
  reviews_numbered bigint not null
);

-- What somebody has done to a review since it was started; never what they said in it.
create table review_changes (
  id text not null primary key,
  review_id text not null references reviews (id),
  kind text not null constraint review_changes_kind check (
    kind in ('ended', 'called-off', 'due', 'raters', 'channel')
  ),
  by_person text,
  at bigint not null,
  -- The press by which they did it: it does so once.
  gesture text
);

create unique index review_changes_of_gesture on review_changes (gesture) where gesture is not null;

create index review_changes_of_review on review_changes (review_id);

-- What somebody fills in before they start a review, and the leads that were drawn for it.
create table review_plans (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  person_id text not null,
  plan text not null,
  saved_at bigint not null
);

create index review_plans_old on review_plans (saved_at);

insert into lead_event_kinds (name) values ('reviewed');
