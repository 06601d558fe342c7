-- name: work_by_urgency
-- The open ones; the index dossier_urgency has the same condition and order.
SELECT d.id::text AS id, d.version, coalesce(d.code, '') AS code, d.state, d.cancelled, d.urgent, d.fully_digitised, d.channel,
    d.source, d.agency, d.deciding_agency, d.procedure_code, d.procedure_name, d.applicant_name, d.subject_name,
    d.holder_unit, coalesce(d.holder, '') AS holder, coalesce(a.name, '') AS holder_name, micros(d.opened_at) AS opened_at,
    micros(d.received_at) AS received_at, micros(d.due_at) AS due_at, micros(d.finished_at) AS finished_at
FROM dossier d LEFT JOIN account a ON a.id::text = d.holder
WHERE (:agency::text = '' OR d.agency = :agency) AND (:deciding_agency::text = '' OR d.deciding_agency = :deciding_agency)
    AND (:owner::text = '' OR d.owner = :owner)
    AND (:states::text = '{}' OR d.state = ANY (:states::text[]))
    AND (:holder_unit::text = '' OR d.holder_unit = :holder_unit) AND (:holder::text = '' OR d.holder = :holder)
    AND (:procedure_code::text = '' OR d.procedure_code = :procedure_code)
    AND (:due_before::bigint IS NULL OR d.due_at < instant(:due_before::bigint))
    AND d.state IN ('Draft', 'Submitted', 'Received', 'InProcess', 'AwaitingSupplement', 'AwaitingPayment',
        'WithdrawalAsked', 'ResultReady') AND NOT d.cancelled
    AND (:after_id::text = '' OR ((NOT d.urgent), coalesce(d.due_at, 'infinity'), d.id)
         > (:after_calm::boolean, coalesce(instant(:after_at::bigint), 'infinity'), nullif(:after_id, '')::uuid))
ORDER BY (NOT d.urgent), coalesce(d.due_at, 'infinity'), d.id
LIMIT :most::int;

-- name: work_by_opening
SELECT d.id::text AS id, d.version, coalesce(d.code, '') AS code, d.state, d.cancelled, d.urgent, d.fully_digitised, d.channel,
    d.source, d.agency, d.deciding_agency, d.procedure_code, d.procedure_name, d.applicant_name, d.subject_name,
    d.holder_unit, coalesce(d.holder, '') AS holder, coalesce(a.name, '') AS holder_name, micros(d.opened_at) AS opened_at,
    micros(d.received_at) AS received_at, micros(d.due_at) AS due_at, micros(d.finished_at) AS finished_at
FROM dossier d LEFT JOIN account a ON a.id::text = d.holder
WHERE (:agency::text = '' OR d.agency = :agency) AND (:deciding_agency::text = '' OR d.deciding_agency = :deciding_agency)
    AND (:owner::text = '' OR d.owner = :owner)
    AND (:states::text = '{}' OR d.state = ANY (:states::text[]))
    AND (:holder_unit::text = '' OR d.holder_unit = :holder_unit) AND (:holder::text = '' OR d.holder = :holder)
    AND (:procedure_code::text = '' OR d.procedure_code = :procedure_code)
    AND (:due_before::bigint IS NULL OR d.due_at < instant(:due_before::bigint))
    AND (:after_id::text = '' OR (d.opened_at, d.id) < (instant(:after_at::bigint), nullif(:after_id, '')::uuid))
ORDER BY d.opened_at DESC, d.id DESC
LIMIT :most::int;

-- name: count_work
SELECT state, count(*) AS dossiers, count(*) FILTER (WHERE due_at < instant(:now::bigint) AND finished_at IS NULL) AS late
FROM dossier
WHERE agency = :agency AND state IN ('Draft', 'Submitted', 'Received', 'InProcess', 'AwaitingSupplement', 'AwaitingPayment',
    'WithdrawalAsked', 'ResultReady') AND NOT cancelled
GROUP BY state;
