-- name: lock_own_form
SELECT pg_advisory_xact_lock(hashtextextended('own_form ' || :agency || ' ' || :rule_set || ' ' || :form, 0))::text AS locked;

-- name: newest_own_form
SELECT number, html, css FROM own_form WHERE agency = :agency AND rule_set = :rule_set AND form = :form ORDER BY number DESC LIMIT 1;

-- name: keep_own_form
INSERT INTO own_form (id, agency, rule_set, form, number, html, css, made_at, made_by)
VALUES (:id::uuid, :agency, :rule_set, :form, :number::int, :html, :css, instant(:now::bigint), :by::uuid);

-- name: find_own_form
SELECT f.id::text AS id, f.number, f.html, f.css, micros(f.made_at) AS made_at, f.made_by::text AS made_by, a.name AS made_by_name
FROM own_form f JOIN account a ON a.id = f.made_by
WHERE f.agency = :agency AND f.rule_set = :rule_set AND f.form = :form AND f.number = :number::int;

-- name: find_own_form_by_id
SELECT f.id::text AS id, f.number, f.html, f.css, micros(f.made_at) AS made_at, f.made_by::text AS made_by, a.name AS made_by_name
FROM own_form f JOIN account a ON a.id = f.made_by
WHERE f.id = :id::uuid;

-- name: own_forms_of
SELECT f.id::text AS id, f.number, '' AS html, '' AS css, micros(f.made_at) AS made_at, f.made_by::text AS made_by, a.name AS made_by_name
FROM own_form f JOIN account a ON a.id = f.made_by
WHERE f.agency = :agency AND f.rule_set = :rule_set AND f.form = :form
ORDER BY f.number DESC;

-- name: use_own_form
INSERT INTO own_form_use (agency, rule_set, form, own_form, begins_at, decided_at, decided_by)
VALUES (:agency, :rule_set, :form, nullif(:own_form, '')::uuid, instant(:begins_at::bigint), instant(:now::bigint), :by::uuid);

-- name: own_form_uses
SELECT coalesce(f.number, 0) AS number, micros(u.begins_at) AS begins_at, micros(u.decided_at) AS decided_at, a.name AS decided_by_name
FROM own_form_use u LEFT JOIN own_form f ON f.id = u.own_form JOIN account a ON a.id = u.decided_by
WHERE u.agency = :agency AND u.rule_set = :rule_set AND u.form = :form
ORDER BY u.id DESC;

-- name: own_form_at
SELECT f.id::text AS id, f.number, f.html, f.css, micros(f.made_at) AS made_at, f.made_by::text AS made_by, '' AS made_by_name
FROM (SELECT own_form FROM own_form_use
    WHERE agency = :agency AND rule_set = :rule_set AND form = :form AND begins_at <= instant(:at::bigint)
    ORDER BY begins_at DESC, id DESC LIMIT 1) AS used
JOIN own_form f ON f.id = used.own_form;
