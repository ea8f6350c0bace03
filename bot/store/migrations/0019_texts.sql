-- Every distinct text of a file of the content once, and which version has which: `versions.files` is empty from now
-- on. What was kept whole before is taken apart at the next start.

create table version_texts (
    digest text primary key,
    text text not null
);

create table version_files (
    place bigint not null references versions (place),
    path text not null,
    digest text not null references version_texts (digest),
    primary key (place, path)
);
create index version_files_digest on version_files (digest);
