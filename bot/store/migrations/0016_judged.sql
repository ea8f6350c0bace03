-- Whether an answer helped, by the message that gave it: the question before it stands in the conversation.

create table judged (
    conversation text not null,
    number bigint not null,
    entry text not null,
    good bigint not null,
    at text not null,
    primary key (conversation, number)
);
create index judged_at on judged (at);
