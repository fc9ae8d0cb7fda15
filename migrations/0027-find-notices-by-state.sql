-- SQLite does not see that state = 'waiting' implies state in ('waiting', 'sending'), so it looked for a recipient's notices
-- among all that were ever written.
create index notices_due on notices (recipient, at) where state = 'waiting';

create index notices_under_way on notices (recipient, at) where state = 'sending';

create index notices_of_batch on notices (batch) where state = 'sending';
