-- Where the bytes of a file are: with its channel, still to be fetched, here under a random name, or gone.

alter table files add column state text not null default 'elsewhere';

alter table files add column kept text not null default '';

alter table files add column type text not null default '';

alter table files add column due text not null default '';

alter table files add column attempts bigint not null default 0;

create index files_state on files (state, due);

create index files_kept on files (kept);
