-- Where in a channel's own queue an address was told to be blocked, and where it was last heard of.

alter table addresses add column blocked bigint not null default 0;

alter table addresses add column heard bigint not null default 0;
