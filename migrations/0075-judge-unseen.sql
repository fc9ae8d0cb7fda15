-- What somebody needs of the other team next time, said in a review with a verdict: nobody sees it before the verdict.
alter table lead_verdicts add column wish text;

-- Said in a review that names nobody, and revealed: person_id is a new name for each row then, and whose it was isn't known any more.
alter table lead_verdicts add column is_anonymous bigint not null default 0
  constraint lead_verdicts_anonymous check (is_anonymous in (0, 1));

create index lead_verdicts_of_occasion on lead_verdicts (occasion, person_id) where ended_at is null;

-- Where somebody is in the leads that they judge, if they have gone back or forth; the one they judged last; and since when they
-- judge no more, because they know too little, with the press that said so.
alter table review_raters add column at_lead text;
alter table review_raters add column noted_lead text;
alter table review_raters add column stepped_out_at bigint;
alter table review_raters add column out_gesture text;
