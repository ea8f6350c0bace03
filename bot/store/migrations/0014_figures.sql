-- What is counted, by days in Seoul and without a word or a person: what is added during the day, and its sums.

create table figures (
    day text not null,
    what text not null,
    detail text not null,
    many bigint not null,
    summed bigint not null
);
create index figures_summed on figures (summed, day);
create index figures_day on figures (day);
create index figures_what on figures (what);

create table counting (
    place bigint primary key,
    at text not null
);
