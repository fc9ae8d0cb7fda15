-- One row for each logical message in Slack: a lead's card, a standup's parent, a notice.
-- waiting: not posted, and known not to be. sending: a post is under way or its answer was lost; its op travels in the
-- message's metadata, so that it can be looked up. shown: at (channel, ts). blocked: Slack refuses it; see blocked_by.
create table messages (
  key text not null primary key,
  state text not null constraint messages_state check (state in ('waiting', 'sending', 'shown', 'blocked')),
  channel text,
  ts text,
  -- Of the content that Slack shows, as far as we know: equal content is not sent again.
  posted_hash text,
  op_id text,
  -- Grows with every call of Slack about this message: whoever marks a stale one has lost the message to another.
  mark bigint not null,
  first_sent_at bigint,
  sending_since bigint,
  -- How often it was posted anew because the message had been deleted in Slack.
  reposts bigint not null,
  -- Slack's code, such as is_archived.
  blocked_by text,
  constraint messages_shown_somewhere check (state <> 'shown' or (channel is not null and ts is not null)),
  constraint messages_sending_with_op check (state <> 'sending' or (op_id is not null and sending_since is not null))
);
