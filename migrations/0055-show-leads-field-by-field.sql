-- When a lead's channel sees each personal field, as JSON; where it is missing, as little as possible.
alter table lead_settings add column shown text;

update lead_settings set shown = '{"contactName":"at-once","email":"at-once","phone":"at-once","message":"at-once"}'
where is_masked = 0;

alter table lead_settings drop column is_masked;
