-- name: contents_after
SELECT DISTINCT sha256 FROM file WHERE sha256 > :after ORDER BY sha256 LIMIT 1000;
