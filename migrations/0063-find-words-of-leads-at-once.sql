-- Which leads say a word was a row for each of them: a word that many say could only be met by looking at leads one by one. Now
-- a row holds all of a thousand numbers that say it. Words are read from the leads again, in parts.
drop table lead_word_uses;

drop table lead_words;

delete from lead_words_read;

-- Each word once, by kind: what everybody may know of a lead, what identifies its person, and that person's telephone number.
-- Its first and its last bytes, as numbers, find what begins or ends so: numbers sort alike in both databases, texts don't.
create table lead_words (
  workspace_id text not null references workspaces (id),
  kind text not null constraint lead_words_kind check (kind in ('open', 'person', 'phone')),
  word text not null,
  head bigint not null,
  tail bigint not null,
  primary key (workspace_id, kind, word)
);

-- What is looked for comes first: PostgreSQL takes an index that begins as the key does for as good as the key while the table
-- is new, and then walks through all words of a kind to find one.
create index lead_words_by_head on lead_words (head, workspace_id, kind);

create index lead_words_by_tail on lead_words (tail, workspace_id, kind);

-- Who says a word in a field, of 1,024 leads that follow each other by number: two letters for each that does.
create table lead_word_blocks (
  workspace_id text not null,
  kind text not null,
  word text not null,
  field text not null,
  block bigint not null,
  leads text not null,
  primary key (workspace_id, kind, word, field, block),
  foreign key (workspace_id, kind, word) references lead_words (workspace_id, kind, word)
);

-- What has been written down of a lead, so that it can be taken back exactly.
create table lead_words_said (
  lead_id text not null primary key references leads (id),
  words text not null
);

-- A stage that few are in would be looked for among all leads.
create index leads_of_stage on leads (workspace_id, stage, received_at, number);
