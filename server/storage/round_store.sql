-- name: begin_round
INSERT INTO round (name, began_at) VALUES (:name, instant(:now::bigint))
ON CONFLICT (name) DO UPDATE SET began_at = excluded.began_at WHERE round.began_at <= instant(:latest::bigint);

-- name: dossiers_to_watch
SELECT id::text AS id FROM dossier
WHERE state IN ('Received', 'InProcess', 'AwaitingSupplement', 'AwaitingPayment', 'WithdrawalAsked') AND NOT cancelled
    AND (:after::text = '' OR id > nullif(:after, '')::uuid)
ORDER BY dossier.id LIMIT :most::int;
