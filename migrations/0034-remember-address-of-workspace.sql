-- Such as https://acme.slack.com/: of it and a message's place its address is made. Unknown until the next start.
alter table workspaces add column url text;
