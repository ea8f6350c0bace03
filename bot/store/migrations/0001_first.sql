-- One dialect for every engine: text ids, bigint, 0 and 1, times as UTC text of fixed width ending in Z.

create table conversations (
    id text primary key,
    version bigint not null,
    last bigint not null,
    body text not null,
    begun text not null
);

create table addresses (
    address text primary key,
    conversation text not null references conversations (id),
    added text not null
);
create index addresses_conversation on addresses (conversation);

create table events (
    id text primary key,
    conversation text not null references conversations (id),
    at text not null,
    digest text not null,
    number bigint,
    first_message bigint not null,
    last_message bigint not null
);
create index events_conversation on events (conversation);

create table messages (
    conversation text not null references conversations (id),
    number bigint not null,
    sender text not null,
    text text not null,
    buttons text not null,
    edits bigint,
    asks text,
    at text not null,
    ref text,
    primary key (conversation, number)
);
create index messages_ref on messages (conversation, ref);

create table cases (
    number text primary key,
    place bigint not null unique,
    conversation text not null references conversations (id),
    state text not null,
    owner text,
    opened text not null,
    promise text not null,
    first_message bigint not null,
    body text not null,
    folded text not null
);
create index cases_conversation on cases (conversation);
create index cases_state on cases (state, place);

create table case_log (
    number text not null references cases (number),
    place bigint not null,
    at text not null,
    who text not null,
    verb text not null,
    text text not null,
    primary key (number, place)
);

create table told (
    conversation text not null references conversations (id),
    place bigint not null,
    event text not null,
    recipient text not null,
    text text not null,
    at text not null,
    primary key (conversation, place)
);
create index told_event on told (event);

create table wakes (
    conversation text not null references conversations (id),
    name text not null,
    at text not null,
    due text not null,
    attempts bigint not null,
    version bigint not null,
    primary key (conversation, name)
);
create index wakes_due on wakes (due);

create table seen (
    number text not null references cases (number),
    who text not null,
    upto bigint not null,
    primary key (number, who)
);

create table drafts (
    number text not null,
    who text not null,
    text text not null,
    at text not null,
    conversation text not null references conversations (id),
    primary key (number, who)
);
create index drafts_conversation on drafts (conversation);

create table faults (
    event text not null,
    at text not null,
    conversation text not null references conversations (id),
    error text not null,
    primary key (event, at)
);
create index faults_conversation on faults (conversation);

create table versions (
    place bigint primary key,
    version text not null,
    at text not null,
    who text not null,
    why text not null,
    files text not null,
    in_force bigint not null
);
create index versions_in_force on versions (in_force);
