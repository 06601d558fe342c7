-- name: search_dossiers
-- At most 2,000 candidates, the newest, are ranked: a word everybody is called must not cost more than that.
WITH asked AS (SELECT search_query(:text, true) AS beginnings, search_query(:text, false) AS whole,
                      lower(normalize(:text, NFC)) AS typed),
     papers AS (SELECT DISTINCT s.dossier AS id FROM page p JOIN stack s ON s.id = p.stack, asked
                WHERE :in_papers::boolean AND p.agency = :agency AND p.words_in_text @@ asked.whole LIMIT 500),
     found AS (
        (SELECT d.id, d.opened_at,
                CASE WHEN d.words @@ asked.whole AND lower(concat_ws(' ', d.code, d.applicant_name, d.subject_name, d.applicant_number)) LIKE
                          '%' || replace(replace(replace(asked.typed, '\', '\\'), '%', '\%'), '_', '\_') || '%' THEN 0
                     WHEN d.words @@ asked.whole THEN 1 ELSE 2 END AS rank
         FROM dossier d, asked
         WHERE d.seen_by @> ARRAY[:agency::text] AND d.words @@ asked.beginnings AND :owner = ''
         ORDER BY d.opened_at DESC, d.id DESC LIMIT 2000)
        UNION ALL
        (SELECT d.id, d.opened_at, CASE WHEN d.words @@ asked.whole THEN 1 ELSE 2 END
         FROM dossier d, asked WHERE :owner <> '' AND d.owner = :owner AND d.words @@ asked.beginnings LIMIT 2000)
        UNION ALL
        (SELECT d.id, d.opened_at, 3 FROM dossier d, papers, asked
         WHERE d.id = papers.id AND d.seen_by @> ARRAY[:agency::text] AND NOT d.words @@ asked.beginnings AND :owner = ''))
SELECT d.id::text AS id, coalesce(d.code, '') AS code, d.procedure_code, d.procedure_name, d.agency, d.state,
       d.applicant_name, d.subject_name, micros(d.opened_at) AS opened_at, micros(d.due_at) AS due_at, found.rank
FROM found JOIN dossier d ON d.id = found.id
WHERE (:state = '' OR d.state = :state) AND (:procedure_code = '' OR d.procedure_code = :procedure_code)
  AND (:after_rank::int < 0 OR found.rank > :after_rank::int OR (found.rank = :after_rank::int
       AND (found.opened_at, found.id) < (instant(:after_at::bigint), :after_id::uuid)))
ORDER BY found.rank, found.opened_at DESC, found.id DESC LIMIT :most::int;

-- name: search_pages
-- At most 2,000 candidates are ranked.
WITH asked AS (SELECT search_query(:text, false) AS whole, lower(normalize(:text, NFC)) AS typed),
     found AS (SELECT p.stack, p.number, p.text FROM page p, asked
               WHERE p.agency = :agency AND p.words_in_text @@ asked.whole LIMIT 2000)
SELECT found.stack::text AS stack, found.number, s.purpose, coalesce(s.dossier::text, '') AS dossier, f.name AS file_name,
       position(asked.typed IN lower(normalize(found.text, NFC))) > 0 AS as_typed
FROM found JOIN stack s ON s.id = found.stack JOIN file f ON f.id = s.file, asked
WHERE f.withheld IS NULL
ORDER BY as_typed DESC, s.uploaded_at DESC, s.id, found.number LIMIT :most::int;
