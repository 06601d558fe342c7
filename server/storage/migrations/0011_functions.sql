-- A function in SQL whose body is not folded into the query is parsed and planned anew by every statement that calls it;
-- one in PL/pgSQL keeps its plan as long as the session lives. What they answer is the same, so indexes and columns that
-- hold their answers stay true.
CREATE OR REPLACE FUNCTION folded(text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ BEGIN RETURN lower(public.unaccent('public.unaccent'::regdictionary, normalize($1, NFC))); END $$;

CREATE OR REPLACE FUNCTION search_words(text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE w text := regexp_replace(public.folded($1), '[^a-z0-9]+', ' ', 'g');
BEGIN
    RETURN to_tsvector('simple'::regconfig, w || ' ' || regexp_replace(w, '\m0+(\d)', '\1', 'g'));
END $$;

CREATE OR REPLACE FUNCTION dossier_words(code text, applicant text, subject text, number text, phone text, procedure_name text)
    RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$ BEGIN RETURN public.search_words(concat_ws(' ', $1, $2, $3, $4, right($4, 4), $5, $6)); END $$;

CREATE OR REPLACE FUNCTION chained(previous text, chain text, number int, at timestamptz, kind text, actor text, detail text)
    RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$ BEGIN RETURN encode(sha256(convert_to(concat_ws(E'\n', $1, $2, $3::text, public.micros($4)::text, $5, $6, $7), 'UTF8')), 'hex'); END $$;

CREATE OR REPLACE FUNCTION search_query(text, beginnings boolean) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
BEGIN
    RETURN (SELECT string_agg('''' || w || '''' || CASE WHEN beginnings THEN ':*' ELSE '' END, ' & ')::tsquery
            FROM (SELECT w FROM regexp_split_to_table(public.folded($1), '[^a-z0-9]+') AS w WHERE w <> '' LIMIT 12) AS words);
END $$;

-- Arithmetic on a time with zone is not immutable to the planner, that on the same moment in UTC is: now these fold into the query.
CREATE OR REPLACE FUNCTION micros(timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT (extract(epoch FROM $1 AT TIME ZONE 'UTC') * 1000000)::bigint $$;
CREATE OR REPLACE FUNCTION instant(bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT (timestamp 'epoch' + $1 * interval '1 microsecond') AT TIME ZONE 'UTC' $$;

-- An event and its link in the dossier's chain; the dossier's row lock keeps the chain straight. A missing link is a
-- NULL, refused.
CREATE FUNCTION append_event(dossier uuid, number int, agency text, at timestamptz, kind text, actor text, actor_role text,
    payload jsonb) RETURNS int LANGUAGE plpgsql
    AS $$
DECLARE previous text := '';
BEGIN
    INSERT INTO event VALUES ($1, $2, $3, $4, $5, $6, $7, $8);
    IF $2 > 1 THEN
        previous := (SELECT a.hash FROM audit a WHERE a.chain = $1::text AND a.number = $2 - 1);
    END IF;
    INSERT INTO audit (chain, number, agency, at, kind, actor, previous_hash, hash)
    VALUES ($1::text, $2, $3, $4, $5, $6, previous, public.chained(previous, $1::text, $2, $4, $5, $6, $8::text));
    RETURN $2;
END $$;
