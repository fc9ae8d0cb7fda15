-- What stands in the columns of stages and owners of a file that waits, and what each means here as far as anybody knows: so that
-- somebody can say it of the others. Gone with the rows of the file.
create table import_words (
  import_id text not null references imports (id),
  kind text not null constraint import_words_kind check (kind in ('stage', 'owner')),
  word text not null,
  row_count bigint not null,
  -- A stage, or a person's id.
  meaning text,
  primary key (import_id, kind, word)
);
