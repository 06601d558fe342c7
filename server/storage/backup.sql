-- name: contents_after
SELECT DISTINCT sha256 FROM file WHERE sha256 > :after AND withheld IS NULL ORDER BY sha256 LIMIT 1000;
