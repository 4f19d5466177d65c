-- Why letters do not leave the paper, for whoever asks beside the server that sends them.

-- Mail servers that take no letters at present, whoever these are for. A row goes when its server takes one again.
create table mail_trouble (
    server text    primary key,
    since  integer not null,
    -- What it said last, or what was said of it.
    why    text    not null
) strict;
