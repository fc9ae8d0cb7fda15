-- What marketing promises, version by version: in force from the moment in which somebody who answers for sales agrees.
create table agreements (
  workspace_id text not null references workspaces (id),
  version bigint not null,
  promises text not null,
  proposed_by text not null,
  proposed_at bigint not null,
  agreed_by text,
  agreed_at bigint,
  gesture text,
  constraint agreements_agreed check ((agreed_by is null) = (agreed_at is null)),
  primary key (workspace_id, version)
);

create unique index agreements_by_gesture on agreements (gesture) where gesture is not null;

-- Each week once: what both teams were told of it, or that it was too late to tell them.
create table weekly_reports (
  workspace_id text not null references workspaces (id),
  week_on text not null,
  state text not null constraint weekly_reports_state check (state in ('told', 'skipped')),
  report text,
  at bigint not null,
  constraint weekly_reports_told check ((report is null) = (state = 'skipped')),
  primary key (workspace_id, week_on)
);
