-- The few words of every published article that are looked through first. A word that stands in many stories, but in few
-- of their headlines, would otherwise be looked up in all of them. Nothing is kept of it but the index: what is shown
-- is in the article.
create virtual table search_heads using fts5 (
    headline,
    standfirst,
    -- Authors, section and topics.
    names,
    scope,
    content = '',
    contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2",
    prefix = '2 3 4'
);

insert into search_heads (rowid, headline, standfirst, names, scope)
select rowid, headline, standfirst, names, scope from search;
