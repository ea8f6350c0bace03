-- What each of the staff may do, where they are signed in, and who has read which case.

alter table staff add column role text not null default 'consultant';

-- Of the secret in a browser's cookie only the digest is kept; a session ends with the key of its account.

create table staff_sessions (
    token text primary key,
    account text not null,
    begun text not null,
    seen text not null,
    device text not null,
    address text not null
);
create index staff_sessions_account on staff_sessions (account);

create table audit (
    place bigint not null,
    id text not null,
    at text not null,
    who text not null,
    case_number text not null,
    way text not null,
    address text not null,
    primary key (place, id)
);
create index audit_at on audit (at);
create index audit_case on audit (case_number, at);
create index audit_who on audit (who, case_number, at);
