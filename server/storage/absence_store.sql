-- name: lock_officer
SELECT id::text AS id FROM account WHERE id = :officer::uuid FOR UPDATE;

-- name: record_absence
INSERT INTO absence (id, agency, officer, substitute, begins_at, ends_at, reason, recorded_by, recorded_at)
SELECT :id::uuid, :agency, :officer::uuid, :substitute::uuid, instant(:begins_at::bigint), instant(:ends_at::bigint), :reason,
    :by::uuid, instant(:now::bigint)
WHERE NOT EXISTS (SELECT 1 FROM absence
    WHERE officer = :officer::uuid AND begins_at <= instant(:ends_at::bigint) AND ends_at >= instant(:begins_at::bigint));

-- name: end_absence
UPDATE absence SET ends_at = instant(:now::bigint) WHERE id = :id::uuid AND ends_at > instant(:now::bigint);

-- name: find_absence
SELECT a.id::text AS id, a.agency, a.officer::text AS officer, a.substitute::text AS substitute, o.name AS officer_name,
    s.name AS substitute_name, micros(a.begins_at) AS begins_at, micros(a.ends_at) AS ends_at, a.reason,
    a.recorded_by::text AS recorded_by, micros(a.recorded_at) AS recorded_at
FROM absence a JOIN account o ON o.id = a.officer JOIN account s ON s.id = a.substitute
WHERE a.id = :id::uuid;

-- name: absences_of
SELECT a.id::text AS id, a.agency, a.officer::text AS officer, a.substitute::text AS substitute, o.name AS officer_name,
    s.name AS substitute_name, micros(a.begins_at) AS begins_at, micros(a.ends_at) AS ends_at, a.reason,
    a.recorded_by::text AS recorded_by, micros(a.recorded_at) AS recorded_at
FROM absence a JOIN account o ON o.id = a.officer JOIN account s ON s.id = a.substitute
WHERE a.agency = :agency AND a.ends_at > instant(:since::bigint)
ORDER BY a.begins_at, o.name;

-- name: substitute_of
SELECT substitute::text AS substitute FROM absence
WHERE officer = CASE WHEN :officer ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN :officer::text::uuid END
    AND instant(:at::bigint) BETWEEN begins_at AND ends_at LIMIT 1;
