-- How the citizen found a case, in what is left of it: points, and no words.

alter table erased add column rating bigint;
