-- The words of every published article, for searching. The row of an article has its number.

create virtual table search using fts5 (
    headline,
    standfirst,
    body,
    -- Authors, section and topics.
    names,
    tokenize = "unicode61 remove_diacritics 2",
    prefix = '2 3'
);
