-- Where a chat is by now: the number of a group is another once it has become a supergroup.

create table moved (
    address text primary key,
    moved_to text not null,
    at text not null
);
