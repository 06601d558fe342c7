-- name: large_indexes
SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE '%USING gin%';

-- name: count_loaded
SELECT count(*) AS loaded FROM stack WHERE file BETWEEN '00000000-0000-7000-8000-000000000000' AND '00000000-0000-7000-8000-ffffffffffff';

-- name: load_dossiers
-- Dossier i: 1700000000000 + 25 i in the first 48 bits of the id, day i / per_day of the last `days`, agency i % 10, states as an office
-- two years old has them, each as the pattern in that state is.
INSERT INTO dossier (id, agency, version, state, code, source, channel, deciding_agency, procedure_code, procedure_name,
    procedure_sha256, field_code, holder_unit, holder, applicant_name, applicant_given_name, applicant_number, applicant_phone,
    subject_name, opened_at, received_at, due_at, finished_at, changed_at, fully_digitised, document)
SELECT made.id, made.agency, p.version, p.state, made.code, p.source, p.channel, made.agency, p.procedure_code, p.procedure_name,
    p.procedure_sha256, p.field_code, p.holder_unit, p.holder, made.name, made.given, made.number,
    p.applicant_phone, made.name, made.at, made.at, made.at + interval '5 days',
    made.at + (p.finished_at - p.opened_at), made.at + (p.changed_at - p.opened_at), true,
    replace(replace(replace(replace(replace(p.document::text, p.id::text, made.id::text), p.code, made.code), '"' || p.agency || '"', '"' || made.agency || '"'),
        p.applicant_name, made.name), p.applicant_number, made.number)::jsonb
FROM (
    SELECT i, (lpad(to_hex(1700000000000 + i * 25), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8' ||
               substr(md5(i::text), 4, 15))::uuid AS id,
           'H56.' || (14 + i % 10) AS agency,
           'H56.' || (14 + i % 10) || '-' || to_char(day, 'YYMMDD') || '-' || lpad(((i % :per_day::bigint) / 10 + 1)::text, 4, '0') AS code,
           CASE WHEN day < date '2026-11-09' OR i % 20 < 14 THEN 'Returned' WHEN i % 20 < 18 THEN 'InProcess' ELSE 'Received' END AS state,
           day + interval '2 hours' + i % 400 * interval '1 minute' AS at,
           (:family::text[])[1 + hash % 12] || ' ' || (:middle::text[])[1 + hash / 12 % 7] || ' ' || (:given::text[])[1 + hash / 84 % 24] AS name,
           (:given::text[])[1 + hash / 84 % 24] AS given,
           lpad((1000000000 + hash % 900000000)::text, 12, '0') AS number
    FROM (SELECT i, date '2026-11-21' - (:days::bigint - 1 - i / :per_day::bigint)::int AS day, abs(hashtext(i::text)::bigint) AS hash
          FROM generate_series(:first::bigint, :last::bigint - 1) AS i) AS numbered) AS made
JOIN dossier p ON p.id = ANY(:patterns::uuid[]) AND p.state = made.state;

-- name: load_events
INSERT INTO event (dossier, number, agency, at, kind, actor, actor_role, payload)
SELECT d.id, e.number, d.agency, d.opened_at + (e.at - p.opened_at), e.kind, e.actor, e.actor_role,
    replace(replace(replace(replace(replace(e.payload::text, p.id::text, d.id::text), p.code, d.code), '"' || p.agency || '"', '"' || d.agency || '"'),
        p.applicant_name, d.applicant_name), p.applicant_number, d.applicant_number)::jsonb
FROM dossier d JOIN dossier p ON p.id = ANY(:patterns::uuid[]) AND p.state = d.state JOIN event e ON e.dossier = p.id
WHERE d.id >= :first_id::uuid AND d.id < :last_id::uuid;

-- name: load_chain
WITH RECURSIVE linked AS (
    SELECT e.dossier, e.number, e.agency, e.at, e.kind, e.actor, '' AS previous,
           chained('', e.dossier::text, 1, e.at, e.kind, e.actor, e.payload::text) AS hash
    FROM event e WHERE e.dossier >= :first_id::uuid AND e.dossier < :last_id::uuid AND e.number = 1
    UNION ALL
    SELECT e.dossier, e.number, e.agency, e.at, e.kind, e.actor, l.hash,
           chained(l.hash, e.dossier::text, e.number, e.at, e.kind, e.actor, e.payload::text)
    FROM linked l JOIN event e ON e.dossier = l.dossier AND e.number = l.number + 1)
INSERT INTO audit (chain, number, agency, at, kind, actor, previous_hash, hash)
SELECT dossier::text, number, agency, at, kind, actor, previous, hash FROM linked;

-- name: load_scan
INSERT INTO file (id, agency, sha256, size, media_type, name, created_at)
VALUES (('00000000-0000-7000-8000-' || lpad(to_hex(:number::bigint), 12, '0'))::uuid, '', :sha256, :size::bigint, 'application/octet-stream',
    'scan.bin', '2026-11-21 00:00+00') ON CONFLICT DO NOTHING;

-- name: load_stacks
INSERT INTO stack (id, agency, dossier, file, state, pages, uploaded_at)
SELECT id, agency, id, ('00000000-0000-7000-8000-' || lpad(to_hex(abs(hashtext(id::text)::bigint) % :scans::bigint), 12, '0'))::uuid, 'confirmed', 1, opened_at
FROM dossier WHERE id >= :first_id::uuid AND id < :last_id::uuid ON CONFLICT DO NOTHING;

-- name: load_pages
INSERT INTO page (stack, number, agency, state, document, text, suggested, score, confidence)
SELECT d.id, 1, d.agency, 'read', 1,
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc TỜ KHAI ' || d.applicant_name || ' ' || d.applicant_number || ' ' ||
    concat_ws(' ', (:phrases::text[])[1 + hash % 500], (:phrases::text[])[1 + hash / 500 % 500],
        (:phrases::text[])[1 + hash / 250000 % 500], (:phrases::text[])[1 + hash / 125000000 % 500]),
    '000.00.00.G15-KQ900001', 0.9, 0.9
FROM dossier d, abs(hashtextextended(d.id::text, 0) / 2) AS hash
WHERE d.id >= :first_id::uuid AND d.id < :last_id::uuid ON CONFLICT DO NOTHING;

-- name: load_tags
INSERT INTO component_file (dossier, component, ordinal, file, agency, procedure_code, version, current)
SELECT d.id, '000.00.00.G15-KQ900001', 1, s.file, d.agency, d.procedure_code, 1, true FROM dossier d JOIN stack s ON s.id = d.id
WHERE d.id >= :first_id::uuid AND d.id < :last_id::uuid ON CONFLICT DO NOTHING;
