alter table endpoints add column mapping_version bigint not null default 1;

create table endpoint_mappings (
  endpoint_id text not null references endpoints (id),
  version bigint not null,
  mapping text not null,
  saved_by text,
  saved_at bigint not null,
  primary key (endpoint_id, version)
);

insert into endpoint_mappings (endpoint_id, version, mapping, saved_by, saved_at)
select id, 1, mapping, created_by, created_at from endpoints;

create index deliveries_with_words on deliveries (endpoint_id, received_at) where body <> '';
