-- name: insert_file
INSERT INTO file (id, agency, sha256, size, media_type, name, created_at, created_by, intake, pages, warnings)
VALUES (:id::uuid, :agency, :sha256, :size::bigint, :media_type, :name, instant(:created_at::bigint), nullif(:created_by, '')::uuid,
    :intake, nullif(:pages::int, 0), :warnings::jsonb);

-- name: find_file
SELECT id::text AS id, agency, sha256, size, media_type, name, micros(created_at) AS created_at,
    coalesce(created_by::text, '') AS created_by, intake, coalesce(pages, 0) AS pages, warnings::text AS warnings,
    withheld IS NOT NULL AS withheld
FROM file WHERE id = :id::uuid;
