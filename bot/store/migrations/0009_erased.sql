-- What is left of a case after its person or its time took it: that it was there, and no word of it.

create table erased (
    number text primary key,
    place bigint not null unique,
    kind text not null,
    state text not null,
    opened text not null,
    at text not null,
    why text not null
);

alter table cases add column forgotten bigint not null default 0;
