-- What came of a review that a schedule was to start: it is decided once for each occurrence.
create table review_runs (
  occurrence_id text not null primary key references ritual_occurrences (id),
  ritual_id text not null references rituals (id),
  -- held: a review was started. Else why not: nobody of a team was there, too few to stay without names, or no lead to judge.
  outcome text not null constraint review_runs_outcome check (
    outcome in ('held', 'no-sales', 'no-marketing', 'too-few', 'no-leads')
  ),
  review_id text references reviews (id),
  ran_at bigint not null,
  constraint review_runs_held check ((outcome = 'held') = (review_id is not null))
);

create index review_runs_of_ritual on review_runs (ritual_id, ran_at);

create unique index review_runs_of_review on review_runs (review_id) where review_id is not null;
