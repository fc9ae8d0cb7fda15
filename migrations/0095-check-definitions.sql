-- Before a monthly meeting both teams say, without their names, when a lead is ready for sales. What was said is shown at once, when
-- the meeting begins, if enough have said something.
create table meeting_checks (
  meeting_id text not null primary key references meetings (id),
  workspace_id text not null references workspaces (id),
  -- What the company called such a lead when it was asked; null: it has no word of its own.
  word text,
  -- What both teams had agreed on until then.
  agreed_before text,
  -- Both teams are large enough to stand side by side; else no answer says of which team it is.
  is_split bigint not null constraint meeting_checks_split check (is_split in (0, 1)),
  state text not null constraint meeting_checks_state check (state in ('open', 'shown', 'dropped')),
  -- By which people change what names nobody, sealed with the key that is not in the database. Gone when it is over.
  secret text,
  -- What they have agreed on in this meeting.
  agreed text,
  agreed_by text,
  agreed_turns bigint not null
);

create index meeting_checks_secret on meeting_checks (meeting_id) where secret is not null;

-- What people said. There is no author and no time, and all answers of a check are written anew with each one, in the order of their
-- ids, which are noise: neither a row nor its place says whose it is.
create table meeting_answers (
  -- Made with its author's token (src/platform/unsigned.ts): noise as soon as the secret is gone.
  id text not null primary key,
  meeting_id text not null references meeting_checks (meeting_id),
  side text,
  words text not null,
  -- Names of the fields that a lead must have.
  needs text not null
);

create index meeting_answers_of on meeting_answers (meeting_id);
