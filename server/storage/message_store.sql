-- name: insert_message
INSERT INTO message (id, agency, direction, partner, partner_message_id, subject, kind, body, body_sha256, status, created_at)
VALUES (:id::uuid, :agency, :direction, :partner, :partner_message_id, :subject, :kind, :body,
    encode(sha256(convert_to(:body, 'UTF8')), 'hex'), :status, instant(:at::bigint))
ON CONFLICT ON CONSTRAINT message_once DO NOTHING;

-- name: message_known_as
SELECT id::text AS id, status, answer FROM message
WHERE direction = :direction AND partner = :partner AND partner_message_id = :partner_message_id;

-- name: find_message
SELECT id::text AS id, agency, partner, partner_message_id, subject, kind, body, status, attempts, answer,
    micros(created_at) AS created_at, micros(done_at) AS done_at
FROM message WHERE id = :id::uuid;

-- name: note_attempt
UPDATE message SET status = :status, answer = left(:answer, 1000), attempts = attempts + 1,
    done_at = CASE WHEN :status IN ('queued', 'received') THEN NULL ELSE instant(:now::bigint) END
WHERE id = :id::uuid;

-- name: messages_about
SELECT id::text AS id, agency, partner, partner_message_id, subject, kind, '' AS body, status, attempts, answer,
    micros(created_at) AS created_at, micros(done_at) AS done_at
FROM message WHERE subject = :subject ORDER BY created_at, id LIMIT 500;

-- name: messages_stuck
SELECT id::text AS id, agency, partner, partner_message_id, subject, kind, '' AS body, status, attempts, answer,
    micros(created_at) AS created_at, micros(done_at) AS done_at
FROM message WHERE status IN ('rejected', 'dead') AND agency = :agency ORDER BY created_at, id LIMIT :most::int;

-- name: count_held_messages
SELECT count(*) AS held FROM message WHERE direction = 'out' AND status IN ('rejected', 'dead');

-- name: put_aside
UPDATE message SET status = 'rejected', answer = left(:reason, 1000), done_at = instant(:now::bigint)
WHERE id = :id::uuid AND status = 'queued';
