-- What the auditor has found wrong: one row for each, kept for a day after it was seen last.
create table audit_findings (
  check_name text not null,
  -- An id that the check understands.
  subject text not null,
  found_at bigint not null,
  seen_at bigint not null,
  -- How often it was mended, and when the admins were asked to mend it instead.
  repairs bigint not null,
  told_at bigint,
  primary key (check_name, subject)
);

create index audit_findings_seen on audit_findings (seen_at);

-- What the checks look for each minute.
create index jobs_failing on jobs (key) where state = 'ready' and failures >= 12;
create index messages_unsettled on messages (key) where state in ('waiting', 'sending') or posted_hash is null;
create index sla_clocks_running on sla_clocks (due_at) where state = 'running';
create index ritual_occurrences_closed on ritual_occurrences (closed_at) where state = 'closed';
