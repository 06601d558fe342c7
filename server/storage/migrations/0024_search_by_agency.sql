-- The words of a dossier under each agency that may see it: what an agency looks for costs with its own dossiers, not with those of
-- the whole province. A search must not read a list of pending entries first, so there is none.
CREATE FUNCTION words_seen_by(seen_by text[], words tsvector) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$ BEGIN RETURN array_to_tsvector(ARRAY(SELECT a || ':' || w FROM unnest($1) AS a, unnest(tsvector_to_array($2)) AS w)); END $$;

-- search_query for these.
CREATE FUNCTION search_query_of(agency text, text, beginnings boolean) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE prefix text := replace(replace($1, '\', '\\'), '''', '''''') || ':';
BEGIN
    RETURN (SELECT string_agg('''' || prefix || w || '''' || CASE WHEN $3 THEN ':*' ELSE '' END, ' & ')::tsquery
            FROM (SELECT w FROM regexp_split_to_table(public.folded($2), '[^a-z0-9]+') AS w WHERE w <> '' LIMIT 12) AS words);
END $$;

CREATE INDEX dossier_found ON dossier USING gin (words_seen_by(seen_by, words)) WITH (fastupdate = off);
DROP INDEX dossier_search;
CREATE INDEX dossier_seen_by ON dossier USING gin (seen_by) WITH (fastupdate = off);
