-- What cases are found by: the words of citizens, of consultants and of their notes, folded. It goes with its row.
-- Null is what was written before there was this; the next start folds it.

alter table messages add column folded text;

update messages set folded = '' where sender not in ('citizen', 'consultant');
create index messages_found on messages (conversation) where folded <> '';
create index messages_unfolded on messages (conversation, number) where folded is null;

alter table case_log add column folded text;

update case_log set folded = '' where verb <> 'note';
create index case_log_unfolded on case_log (number, place) where folded is null;
