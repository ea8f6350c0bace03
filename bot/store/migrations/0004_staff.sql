-- The accounts of consultants. Of a one-time code only its digest is kept, of a password only its hash.

create table staff (
    name text primary key,
    same text not null unique,
    added text not null,
    password text,
    session_key text not null unique,
    address text unique,
    code text unique,
    code_until text
);
