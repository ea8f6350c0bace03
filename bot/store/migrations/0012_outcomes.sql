-- What a case came to: in its history, and, without a word of anybody, in what is left of it.

alter table case_log add column result text not null default '';

alter table erased add column closed text;
alter table erased add column outcome text;
alter table erased add column field text;
alter table erased add column members bigint;
alter table erased add column jobs bigint;
