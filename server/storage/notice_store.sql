-- name: insert_notice
INSERT INTO notice (id, agency, dossier, version, kind, way, email, phone, subject, body, template_values, status, created_at)
VALUES (:id::uuid, :agency, :dossier::uuid, :version::int, :kind, :way, :email, :phone, :subject, :body,
    :template_values::jsonb, :status, instant(:at::bigint))
ON CONFLICT ON CONSTRAINT notice_once DO NOTHING;

-- name: find_notice
SELECT id::text AS id, agency, dossier::text AS dossier, version, kind, way, email, phone, subject, body,
    template_values::text AS template_values, status, channel, micros(created_at) AS created_at, micros(done_at) AS done_at
FROM notice WHERE id = :id::uuid;

-- name: notices_about
SELECT id::text AS id, agency, dossier::text AS dossier, version, kind, way, email, phone, subject, body,
    template_values::text AS template_values, status, channel, micros(created_at) AS created_at, micros(done_at) AS done_at
FROM notice WHERE dossier = :dossier::uuid ORDER BY version DESC, kind, way;

-- name: notices_for
-- The same words that went several ways are shown once.
SELECT DISTINCT ON (n.created_at, n.dossier, n.version, n.kind) n.id::text AS id, n.agency, n.dossier::text AS dossier, n.version,
    n.kind, n.way, '' AS email, '' AS phone, n.subject, n.body, n.template_values::text AS template_values, n.status, n.channel,
    micros(n.created_at) AS created_at, micros(n.done_at) AS done_at
FROM notice n JOIN dossier d ON d.id = n.dossier
WHERE d.owner = :account
ORDER BY n.created_at DESC, n.dossier, n.version, n.kind, n.way LIMIT :most::int;

-- name: append_attempt
INSERT INTO notice_attempt (notice, number, agency, at, channel, outcome, answer)
SELECT :notice::uuid, coalesce(max(number), 0) + 1, :agency, instant(:at::bigint), :channel, :outcome, left(:answer, 1000)
FROM notice_attempt WHERE notice = :notice::uuid;

-- name: attempts_of
SELECT micros(at) AS at, channel, outcome, answer FROM notice_attempt WHERE notice = :notice::uuid ORDER BY number;

-- name: close_notice
UPDATE notice SET status = :status, channel = :channel, done_at = instant(:now::bigint) WHERE id = :id::uuid;
