-- A note that is being written has a place of its own: words between consultants never stand where an answer is written.

alter table drafts add column note text not null default '';
