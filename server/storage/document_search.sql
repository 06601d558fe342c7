-- name: put_document_text
-- Of files that are in a book and not withheld; the others' words are nobody's business here.
INSERT INTO document_text (file, page, agency, text)
SELECT f.id, :page::int, f.agency, :text FROM file f
WHERE f.id = :file::uuid AND f.withheld IS NULL
  AND (EXISTS (SELECT FROM incoming_document d WHERE d.file = f.id) OR EXISTS (SELECT FROM sent_document d WHERE d.file = f.id))
ON CONFLICT (file, page) DO UPDATE SET text = excluded.text;

-- name: forget_document_text
DELETE FROM document_text USING file f WHERE f.id = document_text.file AND f.sha256 = :sha256;

-- name: search_incoming
-- An empty word asks nothing. All words of the text must stand in the columns, or all on one page of the file.
WITH asked AS MATERIALIZED (SELECT document_query(:text, 'ABCD') AS anywhere, document_query(:party, 'A') AS party,
                                   document_query(:notation, 'B') AS notation, document_query(:subject, 'C') AS subject),
     in_text AS MATERIALIZED (SELECT DISTINCT t.file FROM document_text t, asked WHERE :text <> '' AND t.words @@ asked.anywhere),
     people AS MATERIALIZED (SELECT id FROM account WHERE :officer <> '' AND search_words(name) @@ search_query(:officer, true))
SELECT d.id::text AS id, d.agency, d.came, d.scan, d.sender, d.notation, d.subject, d.dated::text AS dated, d.file::text AS file,
    d.taken_by::text AS taken_by, micros(d.arrived_at) AS arrived_at, d.checks::text AS checks, d.report::text AS report, d.legal_status, d.seen_by::text AS seen_by,
    a.name AS seen_by_name, micros(d.seen_at) AS seen_at, d.sealed_file::text AS sealed_file, micros(d.sealed_at) AS sealed_at,
    d.register_year, d.number, micros(d.registered_at) AS registered_at, d.forwarded_to, micros(d.forwarded_at) AS forwarded_at,
    :text <> '' AND NOT d.words @@ asked.anywhere AS by_text
FROM asked, incoming_document d LEFT JOIN account a ON a.id = d.seen_by
WHERE d.agency = :agency
  AND (:text = '' OR d.words @@ asked.anywhere
       OR (d.file IN (SELECT file FROM in_text) AND EXISTS (SELECT FROM file f WHERE f.id = d.file AND f.withheld IS NULL)))
  AND (:party = '' OR d.words @@ asked.party)
  AND (:notation = '' OR d.words @@ asked.notation)
  AND (:subject = '' OR d.words @@ asked.subject)
  AND (:came = '' OR d.came = :came)
  AND (:scan = '' OR d.scan = (:scan = 'true'))
  AND (:legal_status = '' OR d.legal_status = :legal_status)
  AND (:failed_check = '' OR d.checks @> jsonb_build_array(jsonb_build_object('name', :failed_check::text, 'passed', false)))
  AND (:number = '' OR d.number = nullif(:number, '')::int)
  AND (:year = '' OR d.register_year = nullif(:year, '')::int)
  AND (:unit = '' OR d.forwarded_to = :unit)
  AND (:officer = '' OR EXISTS (SELECT FROM people p WHERE p.id IN (d.taken_by, d.seen_by, d.sealed_by, d.registered_by, d.forwarded_by)))
  AND (:since::bigint IS NULL OR CASE :day::text WHEN 'seen' THEN d.seen_at WHEN 'sealed' THEN d.sealed_at WHEN 'registered' THEN d.registered_at
           WHEN 'forwarded' THEN d.forwarded_at WHEN 'dated' THEN d.dated::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' ELSE d.arrived_at END >= instant(:since::bigint))
  AND (:until::bigint IS NULL OR CASE :day::text WHEN 'seen' THEN d.seen_at WHEN 'sealed' THEN d.sealed_at WHEN 'registered' THEN d.registered_at
           WHEN 'forwarded' THEN d.forwarded_at WHEN 'dated' THEN d.dated::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' ELSE d.arrived_at END < instant(:until::bigint))
  AND (:after_at::bigint IS NULL OR (d.arrived_at, d.id) < (instant(:after_at::bigint), nullif(:after_id, '')::uuid))
ORDER BY d.arrived_at DESC, d.id DESC LIMIT :most::int;

-- name: search_sent
WITH asked AS MATERIALIZED (SELECT document_query(:text, 'ABCD') AS anywhere, document_query(:party, 'A') AS party,
                                   document_query(:notation, 'B') AS notation, document_query(:subject, 'C') AS subject),
     in_text AS MATERIALIZED (SELECT DISTINCT t.file FROM document_text t, asked WHERE :text <> '' AND t.words @@ asked.anywhere),
     people AS MATERIALIZED (SELECT id FROM account WHERE :officer <> '' AND search_words(name) @@ search_query(:officer, true))
SELECT d.id::text AS id, d.to_agency, coalesce(r.name, d.to_agency) AS receiver, d.notation, d.subject, d.file::text AS file,
    coalesce(a.name, '') AS sent_by_name, micros(d.sent_at) AS sent_at,
    i.number AS there_number, i.register_year AS there_year, micros(i.registered_at) AS there_registered_at, micros(i.forwarded_at) AS there_forwarded_at,
    i.checks @> jsonb_build_array(jsonb_build_object('passed', false)) AS there_failed,
    :text <> '' AND NOT (d.words @@ asked.anywhere OR search_words(coalesce(r.name, '')) @@ asked.anywhere) AS by_text
FROM asked, sent_document d JOIN incoming_document i ON i.id = d.incoming LEFT JOIN account a ON a.id = d.sent_by
LEFT JOIN agency r ON r.code = d.to_agency
WHERE d.agency = :agency
  AND (:text = '' OR d.words @@ asked.anywhere OR search_words(coalesce(r.name, '')) @@ asked.anywhere
       OR (d.file IN (SELECT file FROM in_text) AND EXISTS (SELECT FROM file f WHERE f.id = d.file AND f.withheld IS NULL)))
  AND (:party = '' OR d.words @@ asked.party OR search_words(coalesce(r.name, '')) @@ search_query(:party, true))
  AND (:notation = '' OR d.words @@ asked.notation)
  AND (:subject = '' OR d.words @@ asked.subject)
  AND (:officer = '' OR d.sent_by IN (SELECT id FROM people))
  AND (:since::bigint IS NULL OR d.sent_at >= instant(:since::bigint))
  AND (:until::bigint IS NULL OR d.sent_at < instant(:until::bigint))
  AND (:after_at::bigint IS NULL OR (d.sent_at, d.id) < (instant(:after_at::bigint), nullif(:after_id, '')::uuid))
ORDER BY d.sent_at DESC, d.id DESC LIMIT :most::int;

-- name: file_in_books
-- The file people open: the copy with the agency's signature when there is one.
SELECT coalesce(d.sealed_file, d.file)::text AS file FROM incoming_document d WHERE d.id = :id::uuid AND d.agency = :agency
UNION ALL
SELECT d.file::text FROM sent_document d WHERE d.id = :id::uuid AND d.agency = :agency;
