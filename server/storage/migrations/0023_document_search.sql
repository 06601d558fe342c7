-- Finding documents in the two books: by their columns, and by the words on their pages.
CREATE FUNCTION document_words(party text, notation text, subject text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$ BEGIN RETURN setweight(public.search_words($1), 'A') || setweight(public.search_words($2), 'B') || setweight(public.search_words($3), 'C'); END $$;

-- What somebody typed, as a query for one column (A party, B notation, C subject; ABCD: any). NULL when nothing that could be
-- searched for is in it.
CREATE FUNCTION document_query(text, columns text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
BEGIN
    RETURN (SELECT string_agg('''' || w || ''':*' || $2, ' & ')::tsquery
            FROM (SELECT w FROM regexp_split_to_table(public.folded($1), '[^a-z0-9]+') AS w WHERE w <> '' LIMIT 12) AS words);
END $$;

ALTER TABLE incoming_document ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS (document_words(sender, notation, subject)) STORED;
ALTER TABLE sent_document ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS (document_words(to_agency, notation, subject)) STORED;
CREATE INDEX incoming_document_search ON incoming_document USING gin (agency, words);
CREATE INDEX sent_document_search ON sent_document USING gin (agency, words);

CREATE TABLE document_text (
    file uuid NOT NULL REFERENCES file (id),
    page int NOT NULL,
    agency text NOT NULL,
    text text NOT NULL,
    words tsvector NOT NULL GENERATED ALWAYS AS (search_words(text)) STORED,
    PRIMARY KEY (file, page)
);
CREATE INDEX document_text_search ON document_text USING gin (words);
COMMENT ON TABLE document_text IS 'What the machine read on the pages of documents received and sent; searched, never shown';

-- Documents that were looked through before are read once more.
INSERT INTO job (kind, subject, payload, run_after)
SELECT 'screen_page', '', jsonb_build_object('file', d.file, 'page', number), now()
FROM (SELECT file FROM incoming_document UNION SELECT file FROM sent_document) AS d JOIN file f ON f.id = d.file,
    generate_series(1, f.pages) AS number
WHERE f.withheld IS NULL;

-- Each page that searches has names of its own.
ALTER TABLE saved_search ADD COLUMN page text NOT NULL DEFAULT 'dossiers' CHECK (page IN ('dossiers', 'documents'));
ALTER TABLE saved_search DROP CONSTRAINT saved_search_name;
ALTER TABLE saved_search ADD CONSTRAINT saved_search_name UNIQUE (account, page, name);
