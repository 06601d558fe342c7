-- name: insert_file
INSERT INTO file (id, agency, sha256, size, media_type, name, created_at, created_by)
VALUES (:id::uuid, :agency, :sha256, :size::bigint, :media_type, :name, instant(:created_at::bigint), nullif(:created_by, '')::uuid);

-- name: find_file
SELECT id::text AS id, agency, sha256, size, media_type, name, micros(created_at) AS created_at,
    coalesce(created_by::text, '') AS created_by
FROM file WHERE id = :id::uuid;
