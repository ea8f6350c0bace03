-- What is to be sent by a channel that pushes, what it was sent as, and how far a channel's own queue was read.

alter table conversations add column push text;

create table outbox (
    id text primary key,
    address text not null,
    conversation text not null references conversations (id),
    kind text not null,
    number bigint,
    case_number text,
    recipient text not null,
    text text not null,
    at text not null,
    place bigint not null,
    due text not null,
    attempts bigint not null,
    unsure bigint not null,
    state text not null,
    error text not null
);
create index outbox_address on outbox (state, address, at);
create index outbox_conversation on outbox (conversation);

create table delivered (
    address text not null,
    ref text not null,
    conversation text not null references conversations (id),
    kind text not null,
    number bigint,
    case_number text,
    place bigint not null,
    primary key (address, ref)
);
create index delivered_conversation on delivered (conversation, address);

create table files (
    conversation text not null references conversations (id),
    number bigint not null,
    kind text not null,
    name text not null,
    size bigint not null,
    ref text not null,
    primary key (conversation, number)
);

create table cursors (
    source text primary key,
    place bigint not null
);
