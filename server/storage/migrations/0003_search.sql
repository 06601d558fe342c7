-- Finding dossiers and papers: words without diacritics, whole or by their beginnings, permission inside the index.
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- Words of a text: folded, everything that is no letter or digit is a gap. Numbers also without leading zeros.
CREATE FUNCTION search_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT to_tsvector('simple'::regconfig, w || ' ' || regexp_replace(w, '\m0+(\d)', '\1', 'g'))
          FROM (SELECT regexp_replace(public.folded($1), '[^a-z0-9]+', ' ', 'g') AS w) AS words $$;

-- What somebody typed, as a query: every word, in any order; `beginnings` also finds words that only begin so.
-- NULL when nothing that could be searched for is in it.
CREATE FUNCTION search_query(text, beginnings boolean) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT string_agg('''' || w || '''' || CASE WHEN beginnings THEN ':*' ELSE '' END, ' & ')::tsquery
          FROM (SELECT w FROM regexp_split_to_table(public.folded($1), '[^a-z0-9]+') AS w WHERE w <> '' LIMIT 12) AS words $$;

-- What is searched for in a dossier. The last four digits of a personal number are what people say at the counter.
CREATE FUNCTION dossier_words(code text, applicant text, subject text, number text, phone text, procedure_name text)
    RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT public.search_words(concat_ws(' ', $1, $2, $3, $4, right($4, 4), $5, $6)) $$;

ALTER TABLE dossier ADD COLUMN seen_by text[] NOT NULL
    GENERATED ALWAYS AS (array_remove(ARRAY[agency, deciding_agency, supporting_point], '')) STORED;
ALTER TABLE dossier ADD COLUMN words tsvector NOT NULL
    GENERATED ALWAYS AS (dossier_words(code, applicant_name, subject_name, applicant_number, applicant_phone,
        procedure_name)) STORED;
CREATE INDEX dossier_search ON dossier USING gin (seen_by, words);

ALTER TABLE page ADD COLUMN words_in_text tsvector NOT NULL GENERATED ALWAYS AS (search_words(text)) STORED;
CREATE INDEX page_search ON page USING gin (agency, words_in_text);
