-- name: lock_chain
-- One writer at a time per named chain; released with the transaction.
SELECT pg_advisory_xact_lock(hashtextextended(:chain, 7267)) IS NULL AS locked;

-- name: append_audit
WITH last AS (SELECT number, hash FROM audit WHERE chain = :chain ORDER BY number DESC LIMIT 1),
     entry AS (SELECT coalesce((SELECT number FROM last), 0) + 1 AS number, coalesce((SELECT hash FROM last), '') AS previous,
                      instant(:at::bigint) AS at, :detail::jsonb AS detail)
INSERT INTO audit (chain, number, agency, at, kind, actor, detail, previous_hash, hash)
SELECT :chain, number, :agency, at, :kind, :actor, detail, previous,
       chained(previous, :chain, number, at, :kind, :actor, detail::text)
FROM entry;

-- name: audit_lines
SELECT chain, number, agency, micros(at) AS at, kind, actor, coalesce(detail::text, '') AS detail FROM audit
WHERE chain = :chain AND (:before::int = 0 OR number < :before::int) ORDER BY number DESC LIMIT :most::int;

-- name: lock_roots
SELECT pg_advisory_xact_lock(7267000002) IS NULL AS locked;

-- name: last_root
SELECT id, root, micros(at) AS at FROM audit_root ORDER BY id DESC LIMIT 1;

-- name: ends_since
-- Ends of the chains that grew since; entries are dated by the request, so an hour is looked back.
SELECT chain, number, hash FROM (
    SELECT DISTINCT ON (a.chain) a.chain, a.number, a.hash FROM audit a
    WHERE a.at > instant(:since::bigint) - interval '1 hour' ORDER BY a.chain, a.number DESC) AS ends
WHERE NOT EXISTS (SELECT FROM audit_root_end e WHERE e.chain = ends.chain AND e.number = ends.number)
ORDER BY chain COLLATE "C";

-- name: insert_root
INSERT INTO audit_root (at, chains, previous_root, root)
VALUES (instant(:at::bigint), :chains::bigint, :previous_root, :root) RETURNING id;

-- name: insert_root_ends
INSERT INTO audit_root_end (root, chain, number, hash)
SELECT :root::bigint, e.chain, e.number, e.hash
FROM jsonb_to_recordset(:ends::jsonb) AS e(chain text, number int, hash text);

-- name: audit_page
-- Chains of dossiers are uuids without detail: what they hash is the event itself.
SELECT a.chain, a.number, micros(a.at) AS at, a.kind, a.actor, a.detail::text AS detail, a.previous_hash, a.hash,
       e.payload::text AS payload, micros(e.at) AS event_at, e.kind AS event_kind, e.actor AS event_actor
FROM audit a
LEFT JOIN event e ON e.number = a.number AND e.dossier = CASE
    WHEN a.detail IS NULL AND a.chain ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' THEN a.chain::uuid END
WHERE (a.chain, a.number) > (:chain, :number::int) ORDER BY a.chain, a.number LIMIT 2000;

-- name: allow_an_hour
-- For the rest of the transaction: a question about every event of a province takes minutes.
SELECT set_config('statement_timeout', '1h', true) AS limit;

-- name: events_without_entry
SELECT e.dossier::text AS dossier, e.number FROM event e
WHERE NOT EXISTS (SELECT FROM audit a WHERE a.chain = e.dossier::text AND a.number = e.number)
ORDER BY e.dossier, e.number LIMIT 1000;

-- name: roots
SELECT r.id, r.chains, r.previous_root, r.root FROM audit_root r ORDER BY r.id;

-- name: root_ends
SELECT e.chain, e.number, e.hash, a.hash AS now FROM audit_root_end e
LEFT JOIN audit a ON a.chain = e.chain AND a.number = e.number
WHERE e.root = :root::bigint ORDER BY e.chain COLLATE "C";

-- name: dossier_ids
-- By the column, not by the text selected under its name: that would be sorted anew for every page, a second each at 1.2 million.
SELECT id::text AS id, version, state, coalesce(code, '') AS code, agency, applicant_name, applicant_number FROM dossier
WHERE id > :after::uuid ORDER BY dossier.id LIMIT 200;
