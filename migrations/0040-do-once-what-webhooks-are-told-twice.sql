alter table webhook_secrets add column gesture text;
create unique index webhook_secrets_by_gesture on webhook_secrets (gesture) where gesture is not null;
