-- The words by which leads are found, each once: what everybody may know of a lead apart from what identifies its person, so
-- that nothing of the second is met by those who may not see it. Two letters at either end find a word whose other half was
-- mistyped, without help that only one of the two databases has.
create table lead_words (
  workspace_id text not null references workspaces (id),
  is_personal bigint not null constraint lead_words_is_personal check (is_personal in (0, 1)),
  word text not null,
  head text not null,
  tail text not null,
  primary key (workspace_id, is_personal, word)
);

create index lead_words_by_head on lead_words (workspace_id, is_personal, head);

create index lead_words_by_tail on lead_words (workspace_id, is_personal, tail);

-- Which lead says a word, and where.
create table lead_word_uses (
  workspace_id text not null,
  is_personal bigint not null,
  word text not null,
  lead_id text not null references leads (id),
  field text not null,
  primary key (workspace_id, is_personal, word, lead_id, field),
  foreign key (workspace_id, is_personal, word) references lead_words (workspace_id, is_personal, word)
);

create index lead_word_uses_of_lead on lead_word_uses (lead_id);

-- Up to which number the leads of a workspace have been read for their words: an arrival writes none of them.
create table lead_words_read (
  workspace_id text not null primary key references workspaces (id),
  until_number bigint not null
);

-- Lists go on from an instant and a number, whatever has arrived meanwhile.
create index leads_in_time on leads (workspace_id, received_at, number);

create index leads_uncontacted on leads (workspace_id, received_at) where first_contact_at is null;
