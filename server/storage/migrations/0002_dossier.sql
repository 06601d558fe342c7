-- The dossier: events are the history, the row is a projection of them.

-- Link of a hash chain: over the link before and everything the entry says. `detail` is the payload as jsonb prints it.
CREATE FUNCTION chained(previous text, chain text, number int, at timestamptz, kind text, actor text, detail text)
    RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT encode(sha256(convert_to(concat_ws(E'\n', $1, $2, $3::text, micros($4)::text, $5, $6, $7), 'UTF8')), 'hex') $$;

CREATE TABLE frozen_procedure (
    sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    agency text NOT NULL DEFAULT '',
    code text NOT NULL,
    document jsonb NOT NULL
);
CREATE INDEX frozen_procedure_code ON frozen_procedure (code);
COMMENT ON TABLE frozen_procedure IS 'Thủ tục as dossiers saw it, once per content; dossiers and events name it by hash';

CREATE TABLE event (
    dossier uuid NOT NULL,
    number int NOT NULL CHECK (number > 0),
    agency text NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    actor_role text NOT NULL,
    payload jsonb NOT NULL,
    PRIMARY KEY (dossier, number)
);
CREATE INDEX event_agency ON event (agency, at);
COMMENT ON TABLE event IS 'What happened to a dossier, never changed; number is the version it made';

CREATE TABLE audit (
    chain text NOT NULL,
    number int NOT NULL CHECK (number > 0),
    agency text NOT NULL DEFAULT '',
    at timestamptz NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL DEFAULT '',
    detail jsonb,
    previous_hash text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (chain, number)
);
CREATE INDEX audit_at ON audit (at);
COMMENT ON TABLE audit IS 'Hash chains: one per dossier (its id) over its events, and named ones (accounts, catalogue) with detail';

CREATE TABLE audit_root (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency text NOT NULL DEFAULT '',
    at timestamptz NOT NULL,
    chains bigint NOT NULL,
    previous_root text NOT NULL,
    root text NOT NULL
);
COMMENT ON TABLE audit_root IS 'One hash over the ends of all chains at a moment, chained itself';

CREATE TABLE audit_root_end (
    root bigint NOT NULL REFERENCES audit_root (id),
    agency text NOT NULL DEFAULT '',
    chain text NOT NULL,
    number int NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (root, chain)
);
COMMENT ON TABLE audit_root_end IS 'Chain ends that changed since the root before';

REVOKE UPDATE, DELETE, TRUNCATE ON frozen_procedure, event, audit, audit_root, audit_root_end FROM motcua_app;

CREATE TABLE dossier (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    version int NOT NULL CHECK (version > 0),
    state text NOT NULL CHECK (state IN ('Draft', 'Submitted', 'Received', 'NotReceived', 'InProcess', 'AwaitingSupplement',
        'AwaitingPayment', 'WithdrawalAsked', 'Stopped', 'ResultReady', 'Returned')),
    cancelled boolean NOT NULL DEFAULT false,
    code text CONSTRAINT dossier_code UNIQUE,
    source text NOT NULL,
    source_id text,
    channel text NOT NULL CHECK (channel IN ('counter', 'online', 'post')),
    visit text NOT NULL DEFAULT '',
    deciding_agency text NOT NULL DEFAULT '',
    supporting_point text NOT NULL DEFAULT '',
    procedure_code text NOT NULL,
    procedure_name text NOT NULL COLLATE vi,
    procedure_sha256 text NOT NULL REFERENCES frozen_procedure (sha256),
    field_code text NOT NULL DEFAULT '',
    owner text,
    opened_by text,
    holder_unit text NOT NULL DEFAULT '',
    holder text,
    applicant_name text NOT NULL DEFAULT '' COLLATE vi,
    applicant_given_name text NOT NULL DEFAULT '' COLLATE vi,
    applicant_number text NOT NULL DEFAULT '',
    applicant_phone text NOT NULL DEFAULT '',
    subject_name text NOT NULL DEFAULT '' COLLATE vi,
    opened_at timestamptz NOT NULL,
    submitted_at timestamptz,
    received_at timestamptz,
    due_at timestamptz,
    finished_at timestamptz,
    changed_at timestamptz NOT NULL,
    urgent boolean NOT NULL DEFAULT false,
    fully_digitised boolean NOT NULL DEFAULT false,
    document jsonb NOT NULL
);
CREATE UNIQUE INDEX dossier_source ON dossier (source, source_id) WHERE source_id IS NOT NULL;
CREATE INDEX dossier_recent ON dossier (agency, opened_at DESC, id DESC);
CREATE INDEX dossier_state ON dossier (agency, state, opened_at DESC, id DESC);
CREATE INDEX dossier_urgency ON dossier (agency, (NOT urgent), coalesce(due_at, 'infinity'), id)
    WHERE state IN ('Draft', 'Submitted', 'Received', 'InProcess', 'AwaitingSupplement', 'AwaitingPayment',
        'WithdrawalAsked', 'ResultReady') AND NOT cancelled;
CREATE INDEX dossier_holder ON dossier (holder, due_at) WHERE holder IS NOT NULL;
CREATE INDEX dossier_holder_unit ON dossier (agency, holder_unit, due_at) WHERE holder_unit <> '';
CREATE INDEX dossier_owner ON dossier (owner, opened_at DESC) WHERE owner IS NOT NULL;
CREATE INDEX dossier_deciding ON dossier (deciding_agency, opened_at DESC, id DESC);
CREATE INDEX dossier_number ON dossier (applicant_number) WHERE applicant_number <> '';
CREATE INDEX dossier_procedure ON dossier (procedure_sha256);
CREATE INDEX dossier_names ON dossier USING gin (folded(applicant_name || ' ' || subject_name) gin_trgm_ops);
COMMENT ON TABLE dossier IS 'Hồ sơ: the state after its last event; document is the aggregate without its procedure';

CREATE TABLE component_file (
    dossier uuid NOT NULL REFERENCES dossier (id),
    component text NOT NULL,
    ordinal int NOT NULL,
    file uuid NOT NULL REFERENCES file (id),
    agency text NOT NULL,
    procedure_code text NOT NULL,
    version int NOT NULL,
    current boolean NOT NULL,
    PRIMARY KEY (dossier, component, ordinal, file)
);
CREATE INDEX component_file_file ON component_file (file);
CREATE INDEX component_file_tag ON component_file (procedure_code, component, agency);
COMMENT ON TABLE component_file IS 'Files of components, each tagged with procedure and component code';

CREATE TABLE form (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    dossier uuid NOT NULL REFERENCES dossier (id),
    kind text NOT NULL CHECK (kind IN ('receipt', 'supplement', 'refusal', 'apology', 'stop', 'control_sheet', 'register')),
    rule_set text NOT NULL CHECK (rule_set IN ('2018', '2025')),
    number text NOT NULL,
    file uuid REFERENCES file (id),
    issued_at timestamptz NOT NULL,
    issued_by uuid,
    replaced_by uuid REFERENCES form (id)
);
CREATE INDEX form_dossier ON form (dossier, issued_at);
CREATE INDEX form_file ON form (file);
CREATE INDEX form_replaced_by ON form (replaced_by);
CREATE INDEX form_number ON form (agency, number);
COMMENT ON TABLE form IS 'Issued papers (mẫu 01 …), the file as it was first printed';

CREATE TABLE stack (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    dossier uuid NOT NULL REFERENCES dossier (id),
    file uuid NOT NULL REFERENCES file (id),
    state text NOT NULL CHECK (state IN ('waiting', 'reading', 'read', 'failed', 'confirmed')),
    version int NOT NULL DEFAULT 1,
    pages int NOT NULL DEFAULT 0,
    problem text NOT NULL DEFAULT '',
    uploaded_by uuid,
    uploaded_at timestamptz NOT NULL
);
CREATE INDEX stack_dossier ON stack (dossier, uploaded_at);
CREATE INDEX stack_file ON stack (file);
COMMENT ON TABLE stack IS 'Tập giấy tờ đã quét: one uploaded scan of many papers';

CREATE TABLE page (
    stack uuid NOT NULL REFERENCES stack (id),
    number int NOT NULL CHECK (number > 0),
    agency text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'read', 'quarantined')),
    problem text NOT NULL DEFAULT '',
    rotation int NOT NULL DEFAULT 0 CHECK (rotation IN (0, 90, 180, 270)),
    skew double precision NOT NULL DEFAULT 0,
    blank boolean NOT NULL DEFAULT false,
    separator boolean NOT NULL DEFAULT false,
    document int,
    text text NOT NULL DEFAULT '',
    words uuid REFERENCES file (id),
    preview uuid REFERENCES file (id),
    suggested text NOT NULL DEFAULT '',
    score double precision NOT NULL DEFAULT 0 CHECK (score BETWEEN 0 AND 1),
    reason text NOT NULL DEFAULT '',
    confidence double precision NOT NULL DEFAULT 0 CHECK (confidence BETWEEN 0 AND 1),
    fields jsonb NOT NULL DEFAULT '[]',
    report jsonb NOT NULL DEFAULT '{}',
    seconds double precision NOT NULL DEFAULT 0,
    dropped boolean NOT NULL DEFAULT false,
    PRIMARY KEY (stack, number)
);
CREATE INDEX page_words ON page (words);
CREATE INDEX page_preview ON page (preview);
COMMENT ON TABLE page IS 'Trang: what was read and proposed; fields [{name, value, confidence, box}], report: codes, violations';

CREATE TABLE stack_document (
    stack uuid NOT NULL REFERENCES stack (id),
    number int NOT NULL CHECK (number > 0),
    agency text NOT NULL,
    component text NOT NULL DEFAULT '',
    ordinal int NOT NULL DEFAULT 1,
    file uuid REFERENCES file (id),
    confirmed_by uuid,
    confirmed_at timestamptz,
    PRIMARY KEY (stack, number)
);
CREATE INDEX stack_document_file ON stack_document (file);
COMMENT ON TABLE stack_document IS 'Pages that belong together; component is the officer''s decision, empty until then';

CREATE TABLE stack_step (
    stack uuid NOT NULL REFERENCES stack (id),
    number int NOT NULL CHECK (number > 0),
    agency text NOT NULL,
    kind text NOT NULL,
    by uuid,
    at timestamptz NOT NULL,
    before jsonb NOT NULL,
    undone boolean NOT NULL DEFAULT false,
    PRIMARY KEY (stack, number)
);
COMMENT ON TABLE stack_step IS 'What officers did to a stack, with what was there before, for undo';

CREATE TABLE result_upload (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    dossier uuid NOT NULL REFERENCES dossier (id),
    file uuid NOT NULL REFERENCES file (id),
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'passed', 'refused')),
    asked jsonb NOT NULL DEFAULT '{}',
    report jsonb,
    uploaded_by uuid,
    uploaded_at timestamptz NOT NULL,
    judged_at timestamptz
);
CREATE INDEX result_upload_dossier ON result_upload (dossier, uploaded_at);
CREATE INDEX result_upload_file ON result_upload (file);
COMMENT ON TABLE result_upload IS 'Result files as they came in, with what the verifier said; refused ones never join the dossier';
