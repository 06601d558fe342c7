-- name: insert_file
INSERT INTO file (id, agency, sha256, size, media_type, name, created_at, created_by, intake, pages, warnings, made_from)
VALUES (:id::uuid, :agency, :sha256, :size::bigint, :media_type, :name, instant(:created_at::bigint), nullif(:created_by, '')::uuid,
    :intake, nullif(:pages::int, 0), :warnings::jsonb,
    nullif(:made_from, '')::uuid);

-- name: find_file
SELECT id::text AS id, agency, sha256, size, media_type, name, micros(created_at) AS created_at,
    coalesce(created_by::text, '') AS created_by, intake, coalesce(pages, 0) AS pages, warnings::text AS warnings,
    withheld IS NOT NULL AS withheld, coalesce(made_from::text, '') AS made_from,
    CASE WHEN unscreened <> '{}' THEN 'waiting' WHEN unread <> '{}' THEN 'unread' ELSE 'clear' END AS screening
FROM file WHERE id = :id::uuid;

-- name: uncounted_files
SELECT id::text AS id, sha256 FROM file
WHERE pages IS NULL AND withheld IS NULL
    AND media_type IN ('application/pdf', 'image/jpeg', 'image/png', 'image/tiff', 'image/webp', 'image/heic', 'image/heif')
ORDER BY created_at LIMIT :most::int;

-- name: await_screening
UPDATE file SET unscreened = ARRAY(SELECT generate_series(1, :pages::int)), unread = '{}' WHERE id = :id::uuid;

-- name: note_page_seen
UPDATE file SET unscreened = array_remove(unscreened, :page::int),
    unread = array_remove(unread, :page::int) || CASE WHEN :readable::boolean THEN '{}'::int[] ELSE ARRAY[:page::int] END
WHERE id = :id::uuid;

-- name: note_unreadable
UPDATE file SET unread = unread || unscreened, unscreened = '{}' WHERE id = :id::uuid;

-- name: note_pages
UPDATE file SET pages = :pages::int WHERE id = :id::uuid;
