-- The names of the files that go with a message, made anew when they are given out.

alter table messages add column papers text not null default '';
