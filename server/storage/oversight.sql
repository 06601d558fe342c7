-- name: dossiers_of_person
SELECT id::text AS id FROM dossier
WHERE applicant_number = :number AND applicant_number <> '' AND id <> :except::uuid AND NOT cancelled
    AND (agency = :agency OR deciding_agency = :agency)
ORDER BY opened_at DESC LIMIT :most::int;

-- name: work_by_holder
SELECT d.holder_unit, coalesce(d.holder, '') AS holder, coalesce(a.name, '') AS holder_name,
    count(*) FILTER (WHERE d.received_at >= instant(:since::bigint)) AS received,
    count(*) FILTER (WHERE d.state IN ('Received', 'InProcess', 'AwaitingSupplement', 'AwaitingPayment', 'WithdrawalAsked')) AS in_hand,
    count(*) FILTER (WHERE d.state IN ('Received', 'InProcess') AND d.due_at BETWEEN instant(:now::bigint) AND instant(:near::bigint)) AS near_due,
    count(*) FILTER (WHERE d.state IN ('Received', 'InProcess') AND d.due_at < instant(:now::bigint)) AS overdue
FROM dossier d LEFT JOIN account a ON a.id::text = d.holder
WHERE (d.agency = :agency OR d.deciding_agency = :agency) AND d.received_at IS NOT NULL
    AND (d.received_at >= instant(:since::bigint)
         OR d.state IN ('Received', 'InProcess', 'AwaitingSupplement', 'AwaitingPayment', 'WithdrawalAsked'))
GROUP BY d.holder_unit, d.holder, a.name ORDER BY d.holder_unit, a.name NULLS FIRST;

-- name: not_handed_on
SELECT id::text AS id FROM dossier WHERE agency = :agency AND state = 'Received' AND received_at < instant(:now::bigint)
ORDER BY received_at LIMIT :most::int;

-- name: uncollected_results
SELECT id::text AS id, code, procedure_name, applicant_name, applicant_phone, micros(finished_at) AS finished_at FROM dossier
WHERE agency = :agency AND state = 'ResultReady' AND finished_at IS NOT NULL
ORDER BY finished_at LIMIT :most::int;

-- name: digitisation_by_procedure
SELECT d.procedure_code, d.procedure_name, count(*) AS dossiers, count(*) FILTER (WHERE d.fully_digitised) AS fully_digitised,
    coalesce(sum(c.present), 0) AS components, coalesce(sum(c.reused), 0) AS reused
FROM dossier d CROSS JOIN LATERAL (
    SELECT count(*) AS present, count(*) FILTER (WHERE (e ->> 'reused')::boolean) AS reused
    FROM jsonb_array_elements(coalesce(d.document -> 'components', '[]')) AS e) c
WHERE d.agency = :agency AND d.code IS NOT NULL AND d.received_at >= instant(:since::bigint)
GROUP BY d.procedure_code, d.procedure_name ORDER BY d.procedure_code;

-- name: sign_ins_of_handlers
-- Officers who handle or decide, each with the moments of signing in; one row with none when there was no one.
SELECT a.id::text AS id, a.name, a.unit, micros(s.at) AS at
FROM account a LEFT JOIN audit s ON s.chain = 'sign_in' AND s.kind = 'SignedIn' AND s.actor = a.id::text
    AND s.at >= instant(:since::bigint)
WHERE a.agency = :agency AND a.kind = 'officer' AND NOT a.disabled
    AND a.roles && ARRAY['specialist', 'unit_head', 'leader', 'clerk', 'reception_officer', 'desk_head']
ORDER BY a.unit, a.name, a.id, s.at;

-- name: others_of_visit
-- The first dossier of a visit carries no word of its own: the others carry its id.
SELECT id::text AS id, coalesce(code, '') AS code, procedure_name, state FROM dossier
WHERE ((visit = :visit AND visit <> '')
        OR id = CASE WHEN :first ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN :first::text::uuid END)
    AND id <> :id::uuid AND agency = :agency AND NOT cancelled
ORDER BY opened_at, id LIMIT 20;

-- name: open_dossiers_touching
SELECT id::text AS id FROM dossier
WHERE seen_by @> ARRAY[:agency::text] AND state NOT IN ('Returned', 'Stopped', 'NotReceived') AND NOT cancelled
ORDER BY id;
