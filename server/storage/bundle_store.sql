-- name: label_bundle
-- The label a dossier's bundle has, made when it has none; a new place moves it.
INSERT INTO bundle_label (id, agency, dossier, place, made_at, made_by)
VALUES (:id::uuid, :agency, :dossier::uuid, :place, instant(:now::bigint), :by)
ON CONFLICT (dossier) DO UPDATE SET place = excluded.place
RETURNING id::text AS id;

-- name: find_label
SELECT id::text AS id, dossier::text AS dossier, place, micros(made_at) AS made_at FROM bundle_label WHERE id = :id::uuid;

-- name: label_of
SELECT id::text AS id, dossier::text AS dossier, place, micros(made_at) AS made_at FROM bundle_label
WHERE dossier = :dossier::uuid;

-- name: dossiers_with_bundles
SELECT d.id::text AS dossier FROM dossier d LEFT JOIN bundle_label l ON l.dossier = d.id
WHERE d.agency = :agency AND d.code IS NOT NULL AND NOT d.fully_digitised
    AND d.state NOT IN ('Returned', 'Stopped', 'NotReceived')
    AND (:place::text = '' OR l.place = :place)
ORDER BY d.procedure_code, d.code LIMIT :most::int;
