-- What was said blind and is not shown yet, by the review in which it was said.
create index lead_verdicts_unseen on lead_verdicts (occasion) where shown_at is null and ended_at is null;

-- What somebody has typed and not sent is forgotten in time.
create index lead_verdict_drafts_in_time on lead_verdict_drafts (saved_at);
