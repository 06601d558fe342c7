-- name: insert_held
INSERT INTO quarantine (id, agency, door, level, dossier, stack, sha256, size, brought_by, found_at)
VALUES (:id::uuid, :agency, :door, :level, nullif(:dossier, '')::uuid, nullif(:stack, '')::uuid, :sha256, :size::bigint,
    nullif(:brought_by, '')::uuid, instant(:found_at::bigint));

-- name: lock_held
SELECT id::text AS id, agency, door, level, coalesce(dossier::text, '') AS dossier, coalesce(stack::text, '') AS stack, sha256, size,
    coalesce(brought_by::text, '') AS brought_by, micros(found_at) AS found_at, micros(removed_at) AS removed_at,
    coalesce(removed_by::text, '') AS removed_by, removal_record
FROM quarantine WHERE id = :id::uuid FOR UPDATE;

-- name: held_papers
SELECT id::text AS id, agency, door, level, coalesce(dossier::text, '') AS dossier, coalesce(stack::text, '') AS stack, sha256, size,
    coalesce(brought_by::text, '') AS brought_by, micros(found_at) AS found_at, micros(removed_at) AS removed_at,
    coalesce(removed_by::text, '') AS removed_by, removal_record
FROM quarantine WHERE agency = :agency ORDER BY found_at DESC, id DESC LIMIT :most::int;

-- name: count_held_papers
SELECT count(*) AS held FROM quarantine WHERE state = 'held';

-- name: note_removal
UPDATE quarantine SET state = 'removed', removed_at = instant(:removed_at::bigint), removed_by = nullif(:removed_by, '')::uuid,
    removal_record = :removal_record
WHERE id = :id::uuid;

-- name: withhold_content
UPDATE file SET withheld = :quarantine::uuid WHERE sha256 = :sha256;

-- name: withhold_read_files
UPDATE file SET withheld = :quarantine::uuid
FROM page p WHERE p.stack = :stack::uuid AND file.id IN (p.words, p.preview);

-- name: withhold_pages
UPDATE page SET state = 'quarantined', problem = :problem, text = '', fields = '[]', report = '{}', suggested = '', reason = '',
    words = NULL, preview = NULL, document = NULL
WHERE stack = :stack::uuid;

-- name: contents_withheld
SELECT DISTINCT f.sha256 FROM file f
WHERE f.withheld = :quarantine::uuid AND NOT EXISTS (SELECT FROM file o WHERE o.sha256 = f.sha256 AND o.withheld IS NULL);

-- name: stacks_of_content
SELECT s.id::text AS id FROM stack s JOIN file f ON f.id = s.file WHERE f.sha256 = :sha256 ORDER BY s.id;
