-- name: save_search
INSERT INTO saved_search (id, account, agency, page, name, question, saved_at)
SELECT :id::uuid, :account::uuid, :agency, :page, :name, :question::jsonb, instant(:now::bigint)
WHERE (SELECT count(*) FROM saved_search WHERE account = :account::uuid AND page = :page AND name <> :name) < :most::bigint
ON CONFLICT ON CONSTRAINT saved_search_name DO UPDATE SET question = excluded.question, saved_at = excluded.saved_at;

-- name: saved_searches
SELECT id::text AS id, name, question::text AS question FROM saved_search WHERE account = :account::uuid AND page = :page ORDER BY name;

-- name: forget_search
DELETE FROM saved_search WHERE id = :id::uuid AND account = :account::uuid;
