-- Where a message that has not been seen to arrive was to go, so that it can be looked for by whoever no longer wants to
-- post it: the person to whom it was addressed, if it was no channel, and the message that it answers.
alter table messages add column person text;
alter table messages add column in_thread_of text;
