-- name: search_newest
-- What matches of the newest, as many of these as `window` that came in by each way to see one, and the last of them; no last one: there
-- are fewer. A limit the planner can read, no bound it would have to guess: it keeps one plan.
WITH asked AS MATERIALIZED (SELECT search_query(:text, true) AS beginnings, search_query(:text, false) AS whole,
                                   '%' || replace(replace(replace(lower(normalize(:text, NFC)), '\', '\\'), '%', '\%'), '_', '\_') || '%' AS typed),
     near AS MATERIALIZED (
        SELECT *, row_number() OVER (ORDER BY opened_at DESC, id DESC) AS place FROM (
            SELECT id, opened_at, state, procedure_code, procedure_name, agency, words, code, applicant_name, subject_name, applicant_number, due_at
            FROM dossier WHERE agency = :agency ORDER BY opened_at DESC, id DESC LIMIT 200) AS received
        UNION ALL
        SELECT *, row_number() OVER (ORDER BY opened_at DESC, id DESC) FROM (
            SELECT id, opened_at, state, procedure_code, procedure_name, agency, words, code, applicant_name, subject_name, applicant_number, due_at
            FROM dossier WHERE deciding_agency = :agency AND deciding_agency <> agency ORDER BY opened_at DESC, id DESC LIMIT 200) AS decided
        UNION ALL
        SELECT *, row_number() OVER (ORDER BY opened_at DESC, id DESC) FROM (
            SELECT id, opened_at, state, procedure_code, procedure_name, agency, words, code, applicant_name, subject_name, applicant_number, due_at
            FROM dossier WHERE supporting_point = :agency AND supporting_point <> '' AND agency <> :agency AND deciding_agency <> :agency
            ORDER BY opened_at DESC, id DESC LIMIT 200) AS supported),
     mark AS MATERIALIZED (SELECT opened_at, id FROM near WHERE place = :window::int ORDER BY opened_at DESC, id DESC LIMIT 1),
     shown AS (
        SELECT n.*, CASE WHEN n.words @@ asked.whole AND lower(concat_ws(' ', n.code, n.applicant_name, n.subject_name, n.applicant_number)) LIKE asked.typed THEN 0
                         WHEN n.words @@ asked.whole THEN 1 ELSE 2 END AS rank
        FROM near n, asked
        WHERE n.words @@ asked.beginnings AND (:state = '' OR n.state = :state) AND (:procedure_code = '' OR n.procedure_code = :procedure_code)
          AND (n.opened_at, n.id) >= (SELECT opened_at, id FROM mark)
        ORDER BY rank, n.opened_at DESC, n.id DESC LIMIT :most::int)
SELECT micros(mark.opened_at) AS mark_at, mark.id::text AS mark_id, shown.id::text AS id, coalesce(shown.code, '') AS code, procedure_code, procedure_name,
       agency, state, applicant_name, subject_name, micros(shown.opened_at) AS opened_at, micros(due_at) AS due_at, rank
FROM mark LEFT JOIN shown ON true
ORDER BY rank, shown.opened_at DESC, shown.id DESC;

-- name: search_beyond
-- The matches next to the newest, at most `missing`, each way to see one walked from dossier to dossier, `reach` of them
-- at most, and no further than it takes.
WITH asked AS MATERIALIZED (SELECT search_query(:text, true) AS beginnings, search_query(:text, false) AS whole,
                                   '%' || replace(replace(replace(lower(normalize(:text, NFC)), '\', '\\'), '%', '\%'), '_', '\_') || '%' AS typed),
     met AS MATERIALIZED (
        (SELECT d.id FROM asked, (
            SELECT id, opened_at, words, state, procedure_code FROM dossier
            WHERE agency = :agency AND (opened_at, id) < (instant(:since::bigint), :since_id::uuid)
            ORDER BY opened_at DESC, id DESC LIMIT :reach::int) AS d
         WHERE d.words @@ asked.beginnings AND (:state = '' OR d.state = :state) AND (:procedure_code = '' OR d.procedure_code = :procedure_code)
         ORDER BY d.opened_at DESC, d.id DESC LIMIT :missing::int)
        UNION ALL
        (SELECT d.id FROM asked, (
            SELECT id, opened_at, words, state, procedure_code FROM dossier
            WHERE deciding_agency = :agency AND deciding_agency <> agency AND (opened_at, id) < (instant(:since::bigint), :since_id::uuid)
            ORDER BY opened_at DESC, id DESC LIMIT :reach::int) AS d
         WHERE d.words @@ asked.beginnings AND (:state = '' OR d.state = :state) AND (:procedure_code = '' OR d.procedure_code = :procedure_code)
         ORDER BY d.opened_at DESC, d.id DESC LIMIT :missing::int)
        UNION ALL
        (SELECT d.id FROM asked, (
            SELECT id, opened_at, words, state, procedure_code FROM dossier
            WHERE supporting_point = :agency AND supporting_point <> '' AND agency <> :agency AND deciding_agency <> :agency
              AND (opened_at, id) < (instant(:since::bigint), :since_id::uuid)
            ORDER BY opened_at DESC, id DESC LIMIT :reach::int) AS d
         WHERE d.words @@ asked.beginnings AND (:state = '' OR d.state = :state) AND (:procedure_code = '' OR d.procedure_code = :procedure_code)
         ORDER BY d.opened_at DESC, d.id DESC LIMIT :missing::int))
SELECT d.id::text AS id, coalesce(d.code, '') AS code, d.procedure_code, d.procedure_name, d.agency, d.state,
       d.applicant_name, d.subject_name, micros(d.opened_at) AS opened_at, micros(d.due_at) AS due_at,
       CASE WHEN d.words @@ asked.whole AND lower(concat_ws(' ', d.code, d.applicant_name, d.subject_name, d.applicant_number)) LIKE asked.typed THEN 0
            WHEN d.words @@ asked.whole THEN 1 ELSE 2 END AS rank
FROM met JOIN dossier d ON d.id = met.id, asked
ORDER BY d.opened_at DESC, d.id DESC LIMIT :missing::int;

-- name: search_lately
-- The matches next to the newest in their period and the one before it (16 to 32 days); whole words alone unless `beginnings`. All that was
-- asked stands in `asked`, where the planner sees no value: it keeps one plan.
WITH asked AS MATERIALIZED (SELECT search_query(:text, false) AS whole, search_query_lately(:agency, :text, :beginnings::boolean, instant(:since::bigint)) AS lately,
                                   '%' || replace(replace(replace(lower(normalize(:text, NFC)), '\', '\\'), '%', '\%'), '_', '\_') || '%' AS typed,
                                   instant(:since::bigint) AS since, :since_id::uuid AS since_id, :state::text AS state,
                                   :procedure_code::text AS procedure_code, :missing::int AS missing),
     met AS MATERIALIZED (
        SELECT d.id, d.opened_at FROM dossier d, asked
        WHERE words_seen_in_period(d.seen_by, d.words, d.opened_at) @@ asked.lately AND (d.opened_at, d.id) < (asked.since, asked.since_id)
          AND (asked.state = '' OR d.state = asked.state) AND (asked.procedure_code = '' OR d.procedure_code = asked.procedure_code)),
     next AS (SELECT id FROM met ORDER BY opened_at DESC, id DESC LIMIT (SELECT missing FROM asked))
SELECT d.id::text AS id, coalesce(d.code, '') AS code, d.procedure_code, d.procedure_name, d.agency, d.state,
       d.applicant_name, d.subject_name, micros(d.opened_at) AS opened_at, micros(d.due_at) AS due_at,
       CASE WHEN d.words @@ asked.whole AND lower(concat_ws(' ', d.code, d.applicant_name, d.subject_name, d.applicant_number)) LIKE asked.typed THEN 0
            WHEN d.words @@ asked.whole THEN 1 ELSE 2 END AS rank
FROM next JOIN dossier d ON d.id = next.id, asked
ORDER BY d.opened_at DESC, d.id DESC;

-- name: search_since
-- The pages after the first: what matches of those that were the newest then, and of what came in since.
WITH asked AS MATERIALIZED (SELECT search_query(:text, true) AS beginnings, search_query(:text, false) AS whole,
                                   '%' || replace(replace(replace(lower(normalize(:text, NFC)), '\', '\\'), '%', '\%'), '_', '\_') || '%' AS typed),
     near AS MATERIALIZED (
        SELECT id, opened_at, state, procedure_code, words, code, applicant_name, subject_name, applicant_number FROM dossier
        WHERE agency = :agency AND (opened_at, id) >= (instant(:since::bigint), :since_id::uuid)
        UNION ALL
        SELECT id, opened_at, state, procedure_code, words, code, applicant_name, subject_name, applicant_number FROM dossier
        WHERE deciding_agency = :agency AND deciding_agency <> agency AND (opened_at, id) >= (instant(:since::bigint), :since_id::uuid)
        UNION ALL
        SELECT id, opened_at, state, procedure_code, words, code, applicant_name, subject_name, applicant_number FROM dossier
        WHERE supporting_point = :agency AND supporting_point <> '' AND agency <> :agency AND deciding_agency <> :agency
          AND (opened_at, id) >= (instant(:since::bigint), :since_id::uuid)),
     found AS (
        SELECT n.id, n.opened_at,
               CASE WHEN n.words @@ asked.whole AND lower(concat_ws(' ', n.code, n.applicant_name, n.subject_name, n.applicant_number)) LIKE asked.typed THEN 0
                    WHEN n.words @@ asked.whole THEN 1 ELSE 2 END AS rank
        FROM near n, asked
        WHERE n.words @@ asked.beginnings AND (:state = '' OR n.state = :state) AND (:procedure_code = '' OR n.procedure_code = :procedure_code)),
     shown AS (
        SELECT * FROM found
        WHERE :after_rank::int < 0 OR rank > :after_rank::int
           OR (rank = :after_rank::int AND (opened_at, id) < (instant(:after_at::bigint), :after_id::uuid))
        ORDER BY rank, opened_at DESC, id DESC LIMIT :most::int)
SELECT d.id::text AS id, coalesce(d.code, '') AS code, d.procedure_code, d.procedure_name, d.agency, d.state,
       d.applicant_name, d.subject_name, micros(d.opened_at) AS opened_at, micros(d.due_at) AS due_at, shown.rank
FROM shown JOIN dossier d ON d.id = shown.id
ORDER BY shown.rank, shown.opened_at DESC, shown.id DESC;

-- name: search_dossiers
-- Of all an agency sees that come after `until` (NULL: of all); whole words alone unless `beginnings`. So many candidates, the newest, are
-- ranked; `bounded` tells that there may be more. Nothing else stands in this statement: the planner then keeps one plan for every word.
WITH asked AS MATERIALIZED (SELECT search_query(:text, false) AS whole, search_query_of(:agency, :text, :beginnings::boolean) AS wanted_here,
                                   '%' || replace(replace(replace(lower(normalize(:text, NFC)), '\', '\\'), '%', '\%'), '_', '\_') || '%' AS typed),
     candidates AS MATERIALIZED (
        SELECT d.id, d.opened_at, d.state, d.procedure_code, d.procedure_name, d.agency, d.words, d.code, d.applicant_name, d.subject_name,
               d.applicant_number, d.due_at
        FROM dossier d, asked
        WHERE words_seen_by(d.seen_by, d.words) @@ asked.wanted_here
          AND (:until::bigint IS NULL OR (d.opened_at, d.id) < (instant(:until::bigint), nullif(:until_id, '')::uuid))
          AND (:state = '' OR d.state = :state) AND (:procedure_code = '' OR d.procedure_code = :procedure_code)
        ORDER BY d.opened_at DESC, d.id DESC LIMIT :candidates::int),
     found AS (
        SELECT c.*,
               CASE WHEN c.words @@ asked.whole AND lower(concat_ws(' ', c.code, c.applicant_name, c.subject_name, c.applicant_number)) LIKE asked.typed THEN 0
                    WHEN c.words @@ asked.whole THEN 1 ELSE 2 END AS rank
        FROM candidates c, asked),
     shown AS (
        SELECT * FROM found
        WHERE :after_rank::int < 0 OR rank > :after_rank::int
           OR (rank = :after_rank::int AND (opened_at, id) < (instant(:after_at::bigint), :after_id::uuid))
        ORDER BY rank, opened_at DESC, id DESC LIMIT :most::int)
SELECT id::text AS id, coalesce(code, '') AS code, procedure_code, procedure_name, agency, state, applicant_name, subject_name,
       micros(shown.opened_at) AS opened_at, micros(due_at) AS due_at, rank, (SELECT count(*) FROM candidates) = :candidates::int AS bounded
FROM shown
ORDER BY rank, shown.opened_at DESC, shown.id DESC;

-- name: search_with_papers
-- The same, and after them what only a paper's text says.
WITH asked AS MATERIALIZED (SELECT search_query(:text, false) AS whole, search_query_of(:agency, :text, :beginnings::boolean) AS wanted_here,
                                   '%' || replace(replace(replace(lower(normalize(:text, NFC)), '\', '\\'), '%', '\%'), '_', '\_') || '%' AS typed),
     papers AS (SELECT DISTINCT s.dossier AS id FROM page p JOIN stack s ON s.id = p.stack, asked
                WHERE p.agency = :agency AND p.words_in_text @@ asked.whole LIMIT 500),
     candidates AS MATERIALIZED (
        SELECT d.id, d.opened_at, d.state, d.procedure_code, d.words, d.code, d.applicant_name, d.subject_name, d.applicant_number
        FROM dossier d, asked
        WHERE words_seen_by(d.seen_by, d.words) @@ asked.wanted_here
          AND (:until::bigint IS NULL OR (d.opened_at, d.id) < (instant(:until::bigint), nullif(:until_id, '')::uuid))
          AND (:state = '' OR d.state = :state) AND (:procedure_code = '' OR d.procedure_code = :procedure_code)
        ORDER BY d.opened_at DESC, d.id DESC LIMIT :candidates::int),
     found AS (
        SELECT c.id, c.opened_at,
               CASE WHEN c.words @@ asked.whole AND lower(concat_ws(' ', c.code, c.applicant_name, c.subject_name, c.applicant_number)) LIKE asked.typed THEN 0
                    WHEN c.words @@ asked.whole THEN 1 ELSE 2 END AS rank
        FROM candidates c, asked
        UNION ALL
        (SELECT d.id, d.opened_at, 3 FROM dossier d, papers, asked
         WHERE d.id = papers.id AND d.seen_by @> ARRAY[:agency::text] AND NOT words_seen_by(d.seen_by, d.words) @@ asked.wanted_here
           AND (:state = '' OR d.state = :state) AND (:procedure_code = '' OR d.procedure_code = :procedure_code))),
     shown AS (
        SELECT id, opened_at, rank FROM found
        WHERE :after_rank::int < 0 OR rank > :after_rank::int
           OR (rank = :after_rank::int AND (opened_at, id) < (instant(:after_at::bigint), :after_id::uuid))
        ORDER BY rank, opened_at DESC, id DESC LIMIT :most::int)
SELECT d.id::text AS id, coalesce(d.code, '') AS code, d.procedure_code, d.procedure_name, d.agency, d.state,
       d.applicant_name, d.subject_name, micros(d.opened_at) AS opened_at, micros(d.due_at) AS due_at, shown.rank,
       (SELECT count(*) FROM candidates) = :candidates::int AS bounded
FROM shown JOIN dossier d ON d.id = shown.id
ORDER BY shown.rank, shown.opened_at DESC, shown.id DESC;

-- name: search_own
-- What a citizen filed.
WITH asked AS MATERIALIZED (SELECT search_query(:text, false) AS whole, search_query(:text, true) AS beginnings),
     found AS (
        SELECT d.id, d.opened_at, CASE WHEN d.words @@ asked.whole THEN 1 ELSE 2 END AS rank
        FROM dossier d, asked
        WHERE d.owner = :owner AND d.owner <> '' AND d.words @@ asked.beginnings
          AND (:state = '' OR d.state = :state) AND (:procedure_code = '' OR d.procedure_code = :procedure_code) LIMIT 2000),
     shown AS (
        SELECT id, opened_at, rank FROM found
        WHERE :after_rank::int < 0 OR rank > :after_rank::int
           OR (rank = :after_rank::int AND (opened_at, id) < (instant(:after_at::bigint), :after_id::uuid))
        ORDER BY rank, opened_at DESC, id DESC LIMIT :most::int)
SELECT d.id::text AS id, coalesce(d.code, '') AS code, d.procedure_code, d.procedure_name, d.agency, d.state,
       d.applicant_name, d.subject_name, micros(d.opened_at) AS opened_at, micros(d.due_at) AS due_at, shown.rank,
       false AS bounded
FROM shown JOIN dossier d ON d.id = shown.id
ORDER BY shown.rank, shown.opened_at DESC, shown.id DESC;

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
