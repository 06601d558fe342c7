-- name: files_after
SELECT id::text AS id, agency, sha256, size FROM file WHERE id > :after::uuid AND withheld IS NULL ORDER BY file.id LIMIT :most::int;

-- name: files_unchecked_longest
SELECT id::text AS id, agency, sha256, size FROM file WHERE withheld IS NULL ORDER BY checked_at NULLS FIRST, file.id LIMIT :most::int;

-- name: note_check
UPDATE file SET checked_at = instant(:now::bigint), damage = c.damage
FROM jsonb_to_recordset(:checks::jsonb) AS c(id uuid, damage text) WHERE file.id = c.id;
