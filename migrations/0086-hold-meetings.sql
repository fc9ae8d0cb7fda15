-- How many meetings of a workspace have a number so far. Whoever prepares one, or puts a topic up, holds this row: no topic falls
-- between two meetings.
create table meeting_numbers (
  workspace_id text not null primary key references workspaces (id),
  meetings_numbered bigint not null
);

-- A meeting of sales and marketing, from its preparation on the working day before.
create table meetings (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  -- Counts from 1 in each workspace.
  number bigint not null,
  ritual_id text not null references rituals (id),
  -- Of the engine of rituals, which deletes those that never come: no reference.
  occurrence_id text not null,
  -- The date where the team is.
  meets_on text not null,
  meets_at bigint not null,
  zone text not null,
  channel_id text not null,
  -- The first of its month, with what the weeks left open.
  is_monthly bigint not null constraint meetings_monthly check (is_monthly in (0, 1)),
  -- What its figures are of.
  period_from bigint not null,
  period_until bigint not null,
  -- The agenda as it was prepared: lines by section.
  agenda text not null,
  prepared_at bigint not null,
  closed_at bigint,
  -- Null: by its time.
  closed_by text,
  is_called_off bigint not null constraint meetings_called_off check (is_called_off in (0, 1)),
  unique (workspace_id, number),
  unique (occurrence_id)
);

create unique index meetings_open on meetings (workspace_id) where closed_at is null;

create index meetings_of_ritual on meetings (ritual_id, meets_on);

-- What somebody would like to talk about. It waits for the next meeting until one settles it.
create table meeting_topics (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  text text not null,
  added_by text,
  added_at bigint not null,
  -- Where it comes from, such as a heads-up.
  origin text,
  -- Names what has made it: the same makes it once.
  made_from text not null,
  state text not null constraint meeting_topics_state check (state in ('open', 'settled', 'removed')),
  unique (workspace_id, made_from)
);

create index meeting_topics_waiting on meeting_topics (workspace_id, added_at) where state = 'open';

-- A topic on the agenda of one meeting, and what came of it there.
create table meeting_items (
  meeting_id text not null references meetings (id),
  topic_id text not null references meeting_topics (id),
  position bigint not null,
  outcome text not null constraint meeting_items_outcome check (
    outcome in ('open', 'resolved', 'decided', 'carried', 'removed')
  ),
  -- How often something came of it: whoever decides has seen what was decided before.
  turns bigint not null,
  ended_by text,
  ended_at bigint,
  primary key (meeting_id, topic_id)
);

create index meeting_items_of_topic on meeting_items (topic_id);

-- What sales and marketing want of the month; the newest holds.
create table meeting_goals (
  id text not null primary key,
  workspace_id text not null references workspaces (id),
  text text not null,
  set_by text not null,
  set_at bigint not null
);

create index meeting_goals_newest on meeting_goals (workspace_id, set_at);

-- Presses and forms that have had their effect: Slack may deliver them again.
create table meeting_gestures (
  gesture text not null primary key,
  at bigint not null
);
