-- The case that words to a citizen are of: whoever has it is told when they do not arrive.

alter table outbox add column about text;
