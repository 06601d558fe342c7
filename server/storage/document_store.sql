-- name: insert_incoming
INSERT INTO incoming_document (id, agency, came, scan, sender, notation, subject, dated, file, taken_by, arrived_at, checks, report, legal_status)
VALUES (:id::uuid, :agency, :came, :scan::boolean, :sender, :notation, :subject, :dated::date, :file::uuid, :by::uuid, instant(:now::bigint),
    :checks::jsonb, :report::jsonb, :legal_status);

-- name: incoming_of
SELECT d.id::text AS id, d.agency, d.came, d.scan, d.sender, d.notation, d.subject, d.dated::text AS dated, d.file::text AS file,
    d.taken_by::text AS taken_by, micros(d.arrived_at) AS arrived_at, d.checks::text AS checks, d.report::text AS report, d.legal_status, d.seen_by::text AS seen_by,
    a.name AS seen_by_name, micros(d.seen_at) AS seen_at, d.sealed_file::text AS sealed_file, micros(d.sealed_at) AS sealed_at,
    d.register_year, d.number, micros(d.registered_at) AS registered_at, d.forwarded_to, micros(d.forwarded_at) AS forwarded_at
FROM incoming_document d LEFT JOIN account a ON a.id = d.seen_by
WHERE d.agency = :agency ORDER BY d.arrived_at DESC, d.id DESC LIMIT :most::int;

-- name: find_incoming
SELECT d.id::text AS id, d.agency, d.came, d.scan, d.sender, d.notation, d.subject, d.dated::text AS dated, d.file::text AS file,
    d.taken_by::text AS taken_by, micros(d.arrived_at) AS arrived_at, d.checks::text AS checks, d.report::text AS report, d.legal_status, d.seen_by::text AS seen_by,
    a.name AS seen_by_name, micros(d.seen_at) AS seen_at, d.sealed_file::text AS sealed_file, micros(d.sealed_at) AS sealed_at,
    d.register_year, d.number, micros(d.registered_at) AS registered_at, d.forwarded_to, micros(d.forwarded_at) AS forwarded_at
FROM incoming_document d LEFT JOIN account a ON a.id = d.seen_by
WHERE d.id = :id::uuid;

-- name: lock_incoming
SELECT d.id::text AS id, d.agency, d.came, d.scan, d.sender, d.notation, d.subject, d.dated::text AS dated, d.file::text AS file,
    d.taken_by::text AS taken_by, micros(d.arrived_at) AS arrived_at, d.checks::text AS checks, d.report::text AS report, d.legal_status, d.seen_by::text AS seen_by,
    a.name AS seen_by_name, micros(d.seen_at) AS seen_at, d.sealed_file::text AS sealed_file, micros(d.sealed_at) AS sealed_at,
    d.register_year, d.number, micros(d.registered_at) AS registered_at, d.forwarded_to, micros(d.forwarded_at) AS forwarded_at
FROM incoming_document d LEFT JOIN account a ON a.id = d.seen_by
WHERE d.id = :id::uuid FOR UPDATE OF d;

-- name: note_seen
UPDATE incoming_document SET seen_by = :by::uuid, seen_at = instant(:now::bigint) WHERE id = :id::uuid AND seen_at IS NULL;

-- name: note_sealed
UPDATE incoming_document SET sealed_file = :sealed::uuid, report = :report::jsonb, sealed_by = :by::uuid, sealed_at = instant(:now::bigint)
WHERE id = :id::uuid AND sealed_at IS NULL;

-- name: note_registered
UPDATE incoming_document SET register_year = :year::int, number = :number::int, registered_by = :by::uuid, registered_at = instant(:now::bigint)
WHERE id = :id::uuid AND registered_at IS NULL;

-- name: note_forwarded
UPDATE incoming_document SET forwarded_to = :unit, forwarded_by = :by::uuid, forwarded_at = instant(:now::bigint)
WHERE id = :id::uuid AND forwarded_at IS NULL;

-- name: insert_sent
INSERT INTO sent_document (id, agency, to_agency, notation, subject, file, report, sent_by, sent_at, incoming)
VALUES (:id::uuid, :agency, :to_agency, :notation, :subject, :file::uuid, :report::jsonb, :by::uuid, instant(:now::bigint), :incoming::uuid);
