-- Which of a citizen's messages are questions that were left open, and what staff say of them; the words stand in the
-- message alone.

create table unanswered (
    conversation text not null,
    number bigint not null,
    why text not null,
    at text not null,
    settled text not null,
    primary key (conversation, number)
);
create index unanswered_at on unanswered (at);

alter table judged add column settled text not null default '';
