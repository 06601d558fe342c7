-- The words of a dossier under each agency that may see it and the 16 days it was opened in: what is asked of the last weeks costs with
-- these weeks, not with all the years before. A word that many share fills a page from them.
CREATE FUNCTION period_of(timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT floor(extract(epoch FROM $1 AT TIME ZONE 'UTC') / (16 * 86400))::bigint $$;

CREATE FUNCTION words_seen_in_period(seen_by text[], words tsvector, opened_at timestamptz) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
DECLARE period text := '@' || public.period_of($3) || ':';
BEGIN
    RETURN array_to_tsvector(ARRAY(SELECT a || period || w FROM unnest($1) AS a, unnest(tsvector_to_array($2)) AS w));
END $$;

-- search_query_of in the period of the moment or the one before it: between 16 and 32 days.
CREATE FUNCTION search_query_lately(agency text, text, beginnings boolean, until timestamptz) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE last bigint := public.period_of($4);
BEGIN
    RETURN public.search_query_of($1 || '@' || last, $2, $3) || public.search_query_of($1 || '@' || (last - 1), $2, $3);
END $$;

CREATE INDEX dossier_found_lately ON dossier USING gin (words_seen_in_period(seen_by, words, opened_at)) WITH (fastupdate = off);
