-- name: insert_stack
INSERT INTO stack (id, agency, purpose, dossier, unit, source, file, state, pages, problem, uploaded_by, uploaded_at)
VALUES (:id::uuid, :agency, :purpose, :dossier::uuid, :unit, :source, :file::uuid, :state, :pages::int, :problem, :uploaded_by::uuid,
    instant(:uploaded_at::bigint));

-- name: find_stack
SELECT s.id::text AS id, s.agency, s.purpose, s.unit, s.source, coalesce(s.dossier::text, '') AS dossier, s.file::text AS file, s.state, s.version, s.pages, s.problem,
    s.uploaded_by::text AS uploaded_by, micros(s.uploaded_at) AS uploaded_at, f.name AS file_name, f.media_type, f.intake,
    (SELECT count(*) FROM page p WHERE p.stack = s.id AND p.state <> 'waiting') AS pages_done
FROM stack s JOIN file f ON f.id = s.file
WHERE s.id = :id::uuid;

-- name: lock_stack
SELECT s.id::text AS id, s.agency, s.purpose, s.unit, s.source, coalesce(s.dossier::text, '') AS dossier, s.file::text AS file, s.state, s.version, s.pages, s.problem,
    s.uploaded_by::text AS uploaded_by, micros(s.uploaded_at) AS uploaded_at, f.name AS file_name, f.media_type, f.intake,
    (SELECT count(*) FROM page p WHERE p.stack = s.id AND p.state <> 'waiting') AS pages_done
FROM stack s JOIN file f ON f.id = s.file
WHERE s.id = :id::uuid
FOR UPDATE OF s;

-- name: stacks_of
SELECT s.id::text AS id, s.agency, s.purpose, s.unit, s.source, coalesce(s.dossier::text, '') AS dossier, s.file::text AS file, s.state, s.version, s.pages, s.problem,
    s.uploaded_by::text AS uploaded_by, micros(s.uploaded_at) AS uploaded_at, f.name AS file_name, f.media_type, f.intake,
    (SELECT count(*) FROM page p WHERE p.stack = s.id AND p.state <> 'waiting') AS pages_done
FROM stack s JOIN file f ON f.id = s.file
WHERE s.dossier = :dossier::uuid ORDER BY s.uploaded_at, s.id;

-- name: unassigned_stacks
SELECT s.id::text AS id, s.agency, s.purpose, s.unit, s.source, coalesce(s.dossier::text, '') AS dossier, s.file::text AS file, s.state, s.version, s.pages, s.problem,
    s.uploaded_by::text AS uploaded_by, micros(s.uploaded_at) AS uploaded_at, f.name AS file_name, f.media_type, f.intake,
    (SELECT count(*) FROM page p WHERE p.stack = s.id AND p.state <> 'waiting') AS pages_done
FROM stack s JOIN file f ON f.id = s.file
WHERE s.agency = :agency AND s.purpose = 'desk' ORDER BY s.uploaded_at, s.id LIMIT :most::int;

-- name: count_archived
SELECT count(*) AS records FROM stack WHERE agency = :agency AND purpose = 'archive';

-- name: stack_from
SELECT id::text AS id FROM stack WHERE agency = :agency AND source = :source;

-- name: assign_stack
UPDATE stack SET purpose = :purpose, dossier = :dossier::uuid, state = :state, version = version + 1 WHERE id = :id::uuid;

-- name: update_stack
UPDATE stack SET state = :state, pages = :pages::int, problem = :problem, version = version + 1
WHERE id = :id::uuid RETURNING version;

-- name: put_page
INSERT INTO page (stack, number, agency, state, problem, rotation, skew, blank, separator, document, text, words, preview,
    suggested, score, reason, confidence, fields, report, seconds, dropped)
VALUES (:stack::uuid, :number::int, :agency, :state, :problem, :rotation::int, :skew::double precision, :blank::boolean,
    :separator::boolean, :document::int, :text, :words::uuid, :preview::uuid, :suggested, :score::double precision, :reason,
    :confidence::double precision, :fields::jsonb, :report::jsonb, :seconds::double precision, :dropped::boolean)
ON CONFLICT (stack, number) DO UPDATE SET state = excluded.state, problem = excluded.problem,
    rotation = excluded.rotation, skew = excluded.skew, blank = excluded.blank, separator = excluded.separator,
    document = excluded.document, text = excluded.text, words = excluded.words, preview = excluded.preview,
    suggested = excluded.suggested, score = excluded.score, reason = excluded.reason, confidence = excluded.confidence,
    fields = excluded.fields, report = excluded.report, seconds = excluded.seconds, dropped = excluded.dropped;

-- name: pages_of
SELECT number, state, problem, rotation, skew, blank, separator, document, text, words::text AS words,
    preview::text AS preview, suggested, score, reason, confidence, fields::text AS fields, report::text AS report, seconds,
    dropped
FROM page WHERE stack = :stack::uuid ORDER BY number;

-- name: page_of
SELECT number, state, problem, rotation, skew, blank, separator, document, text, words::text AS words,
    preview::text AS preview, suggested, score, reason, confidence, fields::text AS fields, report::text AS report, seconds,
    dropped
FROM page WHERE stack = :stack::uuid AND number = :number::int;

-- name: put_document
INSERT INTO stack_document (stack, number, agency, component, ordinal, file, confirmed_by, confirmed_at)
VALUES (:stack::uuid, :number::int, :agency, :component, :ordinal::int, :file::uuid, :confirmed_by::uuid,
    instant(:confirmed_at::bigint))
ON CONFLICT (stack, number) DO UPDATE SET component = excluded.component, ordinal = excluded.ordinal,
    file = excluded.file, confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at;

-- name: documents_of
SELECT number, component, ordinal, file::text AS file, confirmed_by::text AS confirmed_by,
    micros(confirmed_at) AS confirmed_at
FROM stack_document WHERE stack = :stack::uuid ORDER BY number;

-- name: forget_documents
DELETE FROM stack_document WHERE stack = :stack::uuid AND confirmed_at IS NULL;

-- name: drop_empty_documents
DELETE FROM stack_document d WHERE d.stack = :stack::uuid AND d.confirmed_at IS NULL
    AND NOT EXISTS (SELECT FROM page p WHERE p.stack = d.stack AND p.document = d.number);

-- name: layout_of
SELECT jsonb_build_object(
    'pages', coalesce((SELECT jsonb_agg(jsonb_build_object('number', number, 'document', document, 'rotation', rotation,
        'dropped', dropped) ORDER BY number) FROM page WHERE stack = :stack::uuid), '[]'),
    'documents', coalesce((SELECT jsonb_agg(jsonb_build_object('number', number, 'component', component,
        'ordinal', ordinal, 'file', file, 'confirmed_by', confirmed_by, 'confirmed_at', micros(confirmed_at))
        ORDER BY number) FROM stack_document WHERE stack = :stack::uuid), '[]'))::text AS layout;

-- name: restore_pages
UPDATE page SET document = l.document, rotation = l.rotation, dropped = l.dropped
FROM jsonb_to_recordset(:layout::jsonb -> 'pages') AS l(number int, document int, rotation int, dropped boolean)
WHERE page.stack = :stack::uuid AND page.number = l.number;

-- name: drop_documents
DELETE FROM stack_document WHERE stack = :stack::uuid;

-- name: restore_documents
INSERT INTO stack_document (stack, number, agency, component, ordinal, file, confirmed_by, confirmed_at)
SELECT :stack::uuid, l.number, :agency, l.component, l.ordinal, l.file, l.confirmed_by, instant(l.confirmed_at)
FROM jsonb_to_recordset(:layout::jsonb -> 'documents') AS l(number int, component text, ordinal int, file uuid,
    confirmed_by uuid, confirmed_at bigint);

-- name: append_step
INSERT INTO stack_step (stack, number, agency, kind, by, at, before)
SELECT :stack::uuid, coalesce(max(number), 0) + 1, :agency, :kind, :by::uuid, instant(:at::bigint), :before::jsonb
FROM stack_step WHERE stack = :stack::uuid;

-- name: last_step
SELECT number, kind, by::text AS by, micros(at) AS at, before::text AS before
FROM stack_step WHERE stack = :stack::uuid AND NOT undone ORDER BY number DESC LIMIT 1;

-- name: undo_step
UPDATE stack_step SET undone = true WHERE stack = :stack::uuid AND number = :number::int;
