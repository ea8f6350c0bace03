-- Where cases live in a group that has topics, kept for good; of a case and a group at most one is not lost.
-- `shown` is the state that the topic was last shown in, without a word of a citizen.

create table topics (
    address text not null,
    thread bigint not null,
    case_number text not null references cases (number),
    made text not null,
    shown text not null,
    closed bigint not null,
    lost text,
    primary key (address, thread)
);
create unique index topics_living on topics (address, case_number) where lost is null;

-- Whether a group has topics, as it was last found.

create table forums (
    address text primary key,
    state text not null,
    at text not null
);

alter table delivered add column topic bigint;
