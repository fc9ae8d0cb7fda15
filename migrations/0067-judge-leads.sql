-- What somebody finds of a lead, each time that they say it. Of one person, lead and occasion one row holds: the one that nothing
-- has ended. What it was before stays.
create table lead_verdicts (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  lead_id text not null references leads (id),
  person_id text not null,
  -- any-time, or the review in which it is asked for: somebody may say one thing in each.
  occasion text not null,
  -- For which team, as they were when they said it.
  side text not null constraint lead_verdicts_side check (side in ('sales', 'marketing')),
  verdict text not null constraint lead_verdicts_verdict check (verdict in ('good', 'not', 'unsure')),
  grade bigint constraint lead_verdicts_grade check (grade between 1 and 5),
  reason text references lead_reasons (name),
  part text,
  note text,
  -- The entry of the lead's journal that gave it up, where that said it; and the row that held until then.
  rejection bigint,
  instead_of text,
  -- When they judged it first: an afterthought is no new judgement.
  given_at bigint not null,
  said_at bigint not null,
  -- Null while nobody else may see it.
  shown_at bigint,
  ended_at bigint,
  constraint lead_verdicts_reason check (verdict <> 'good' or reason is null)
);

create unique index lead_verdicts_present on lead_verdicts (lead_id, person_id, occasion) where ended_at is null;

create index lead_verdicts_in_time on lead_verdicts (workspace_id, given_at) where ended_at is null;

create index lead_verdicts_of_lead on lead_verdicts (lead_id, rejection);

-- What somebody has typed of a judgement and not sent. Once it was sent there are no words, and the window that it was sent from
-- can't bring them back.
create table lead_verdict_drafts (
  lead_id text not null references leads (id),
  person_id text not null,
  occasion text not null,
  view_id text not null,
  form text,
  saved_at bigint not null,
  primary key (lead_id, person_id, occasion)
);

insert into lead_event_kinds (name) values ('rated'), ('rating-undone');

-- Which lead a message is about, for whoever chooses something in its menu.
create index messages_in_place on messages (channel, ts) where ts is not null;
