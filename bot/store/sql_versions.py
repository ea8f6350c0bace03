"""Statements about versions of the content, in the closed dialect that all engines share."""

NONE_IN_FORCE = "update versions set in_force = 0 where in_force = 1"

INSERT_VERSION = """
insert into versions (place, version, at, who, why, files, in_force)
select coalesce(max(place), 0) + 1, cast(:version as text), cast(:at as text), cast(:who as text), cast(:why as text),
    '', 1
from versions
"""

KNOWN_TEXTS = "select digest from version_texts"

KEEP_TEXT = "insert into version_texts (digest, text) values (:digest, :text) on conflict (digest) do nothing"

KEEP_FILE = """
insert into version_files (place, path, digest)
select max(place), cast(:path as text), cast(:digest as text) from versions
"""

IN_FORCE = "select place, version, files from versions where in_force = 1 order by place desc limit 1"

FILES_OF = """
select f.path, t.text from version_files f join version_texts t on t.digest = f.digest where f.place = :place
"""

TEXT_OF = """
select t.text from version_files f join version_texts t on t.digest = f.digest
where f.place = :place and f.path = :path
"""

LISTED = """
select place, version, at, who, why from versions where place < :before order by place desc limit :most
"""

DIGESTS = "select place, path, digest from version_files where place >= :first and place <= :last"

DIGESTS_OF = "select place, digest from version_files where path = :path and place >= :first"

# What was kept long enough: the newest stays, whatever its age

FORGET_FILES = """
delete from version_files where place in (select v.place from versions v where v.at < :before and v.in_force = 0)
"""

FORGET_VERSIONS = "delete from versions where at < :before and in_force = 0"

FORGET_TEXTS = """
delete from version_texts where not exists (select 1 from version_files f where f.digest = version_texts.digest)
"""

# What was kept whole, before every text was kept once

WHOLE = "select place, files from versions where files <> '' order by place limit 1"

KEEP_FILE_OF = """
insert into version_files (place, path, digest) values (:place, :path, :digest) on conflict (place, path) do nothing
"""

SHELVED = "update versions set files = '' where place = :place"
