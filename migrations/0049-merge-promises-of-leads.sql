-- How the promises of two leads stood before they became one: what is needed to make them two again.
create table sla_merges (
  from_lead text not null,
  into_lead text not null,
  clocks_from text not null,
  clocks_into text not null,
  primary key (from_lead)
);
