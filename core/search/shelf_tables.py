"""The tables of the catalogue; see `core.search.catalogue` for what they mean."""

_PENDING_BYTES = 64 * 1024 * 1024
"""FTS5 writes what it has when it has so much; the commit of a chunk comes before."""

TABLES = f"""
create virtual table words using fts5(text, content='', columnsize=0, tokenize='ascii');
insert into words(words, rank) values ('hashsize', {_PENDING_BYTES});
insert into words(words, rank) values ('automerge', 0);
insert into words(words, rank) values ('crisismerge', 1000);
create table files (
    number integer primary key, id text not null unique, stamp blob not null, size integer not null,
    blocks blob not null, sums blob not null, speakers text not null, flags integer not null,
    cost real, source text not null, version integer not null, gone integer not null default 0
);
create index by_version on files (version);
create table notes (key text primary key, value) without rowid;
"""
