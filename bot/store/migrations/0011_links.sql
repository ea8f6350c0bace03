-- One person at two channels: codes that lead to a conversation, wrong tries, and what was joined to what.

alter table addresses add column pushes bigint not null default 0;

alter table addresses add column linked text;

update addresses set pushes = 1 where exists (select 1 from conversations c where c.push = addresses.address);

alter table conversations add column joined text;

alter table conversations add column joined_at text;
create index conversations_joined on conversations (joined);

create table link_codes (
    conversation text primary key references conversations (id),
    digest text not null unique,
    until text not null,
    number bigint not null
);

create table link_tries (
    who text not null,
    event text not null,
    at text not null,
    primary key (who, event)
);
create index link_tries_at on link_tries (at);
