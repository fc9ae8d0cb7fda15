-- Who would like to discuss a lead of a review, and what they say of that. Nobody else reads it before the review is revealed.
create table review_marks (
  review_id text not null references reviews (id),
  lead_id text not null references leads (id),
  person_id text not null,
  line text,
  marked_at bigint not null,
  primary key (review_id, lead_id, person_id)
);

create index review_marks_of_lead on review_marks (lead_id);

-- What is decided about a lead of a review: how often that was done, so that whoever decides has seen what was decided before; and
-- who has found that there is nothing to change.
create table review_items (
  review_id text not null references reviews (id),
  lead_id text not null references leads (id),
  turns bigint not null,
  ended_by text,
  ended_at bigint,
  constraint review_items_ended check ((ended_by is null) = (ended_at is null)),
  primary key (review_id, lead_id)
);

create index review_items_of_lead on review_items (lead_id);

-- What a decision that was done has changed: counts of the leads that arrived in as long a time before and after.
create table review_effects (
  action_id text not null references actions (id),
  -- The entry of its journal that says that it is done.
  seq bigint not null,
  review_id text not null references reviews (id),
  done_at bigint not null,
  -- METRICS in src/reports.
  metric text not null,
  origin_by text not null constraint review_effects_origin check (origin_by in ('source', 'campaign')),
  origin text not null,
  span bigint not null,
  before_count bigint not null,
  before_n bigint not null,
  after_count bigint,
  after_n bigint,
  primary key (action_id, seq)
);

create index review_effects_waiting on review_effects (done_at) where after_n is null;
