-- The ground: text rules, agencies, people, numbers, files, queue, exchange.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- a ă â b c d đ e … as people sort names; libc's C.UTF-8 puts đ after u.
CREATE COLLATION vi (provider = icu, locale = 'vi-VN');

-- Text as it is searched: composed, without diacritics (đ too), lower case. unaccent() alone is not immutable.
CREATE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize($1, NFC))) $$;

CREATE FUNCTION micros(timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT (extract(epoch FROM $1) * 1000000)::bigint $$;
CREATE FUNCTION instant(bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT timestamptz 'epoch' + $1 * interval '1 microsecond' $$;

ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO motcua_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO motcua_app;
GRANT USAGE ON SCHEMA public TO motcua_app;

CREATE TABLE agency (
    code text PRIMARY KEY,
    name text NOT NULL COLLATE vi,
    kind text NOT NULL DEFAULT 'commune' CHECK (kind IN ('ministry', 'province', 'department', 'commune', 'centre', 'other')),
    parent text REFERENCES agency (code),
    address text NOT NULL DEFAULT '',
    phone text NOT NULL DEFAULT '',
    active boolean NOT NULL DEFAULT true
);
CREATE INDEX agency_parent ON agency (parent);
COMMENT ON TABLE agency IS 'Cơ quan: directory of receiving, deciding and exchanging agencies, by their present code';

CREATE TABLE agency_code (
    agency text NOT NULL REFERENCES agency (code),
    scheme text NOT NULL CHECK (scheme IN ('2016', '2020')),
    code text NOT NULL,
    valid_from date NOT NULL,
    valid_until date CHECK (valid_until > valid_from),
    PRIMARY KEY (scheme, code, valid_from)
);
CREATE INDEX agency_code_agency ON agency_code (agency);
COMMENT ON TABLE agency_code IS 'Mã định danh of both schemes with history; valid_until is the first day it no longer holds';

CREATE TABLE unit (
    agency text NOT NULL REFERENCES agency (code),
    code text NOT NULL,
    name text NOT NULL COLLATE vi,
    PRIMARY KEY (agency, code)
);
COMMENT ON TABLE unit IS 'Đơn vị, phòng inside an agency';

CREATE TABLE account (
    id uuid PRIMARY KEY,
    agency text NOT NULL DEFAULT '',
    unit text NOT NULL DEFAULT '',
    kind text NOT NULL CHECK (kind IN ('officer', 'citizen', 'organisation')),
    login text NOT NULL,
    name text NOT NULL COLLATE vi,
    title text NOT NULL DEFAULT '',
    password_hash text NOT NULL DEFAULT '',
    roles text[] NOT NULL DEFAULT '{}' CHECK (roles <@ ARRAY['reception_officer', 'desk_head', 'specialist', 'unit_head',
        'leader', 'clerk', 'archivist', 'controller', 'administrator', 'citizen', 'organisation']),
    email text NOT NULL DEFAULT '',
    phone text NOT NULL DEFAULT '',
    locked_until timestamptz,
    disabled boolean NOT NULL DEFAULT false,
    stands_in uuid REFERENCES account (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    password_set_at timestamptz
);
CREATE UNIQUE INDEX account_login ON account (lower(login));
CREATE INDEX account_agency ON account (agency, unit);
CREATE INDEX account_stands_in ON account (stands_in);
COMMENT ON TABLE account IS 'Người dùng: officers, citizens and organisations; the hash is Argon2id';

CREATE TABLE session (
    token_sha256 text PRIMARY KEY,
    account uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    agency text NOT NULL DEFAULT '',
    opened_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL
);
CREATE INDEX session_account ON session (account);
CREATE INDEX session_seen ON session (seen_at);
COMMENT ON TABLE session IS 'Signed-in browsers; only the hash of the cookie is kept';

CREATE TABLE sign_in_try (
    source text PRIMARY KEY,
    agency text NOT NULL DEFAULT '',
    failures int NOT NULL,
    since timestamptz NOT NULL
);
COMMENT ON TABLE sign_in_try IS 'Failed sign-ins by name (n:) and client address (a:), for throttling';

CREATE TABLE token (
    id uuid PRIMARY KEY,
    agency text NOT NULL DEFAULT '',
    name text NOT NULL,
    token_sha256 text NOT NULL UNIQUE,
    scopes text[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    used_at timestamptz
);
COMMENT ON TABLE token IS 'Bearer tokens of partner systems; only the hash is kept';

CREATE TABLE idempotency (
    actor text NOT NULL,
    endpoint text NOT NULL,
    key text NOT NULL,
    agency text NOT NULL DEFAULT '',
    request_sha256 text NOT NULL,
    status int,
    answer text,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (actor, endpoint, key)
);
CREATE INDEX idempotency_created ON idempotency (created_at);
COMMENT ON TABLE idempotency IS 'First answers of creating requests, given again to a repeat';

CREATE TABLE number_series (
    agency text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('dossier', 'form', 'document_in', 'document_out', 'record', 'result')),
    book text NOT NULL DEFAULT '',
    period text NOT NULL,
    last bigint NOT NULL CHECK (last > 0),
    PRIMARY KEY (agency, kind, book, period)
);
COMMENT ON TABLE number_series IS 'Last number given; period is 2026-11-28 or 2026. The row lock makes the series gap-free';

CREATE TABLE file (
    id uuid PRIMARY KEY,
    agency text NOT NULL DEFAULT '',
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size bigint NOT NULL CHECK (size >= 0),
    media_type text NOT NULL,
    name text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    created_by uuid,
    checked_at timestamptz,
    damage text NOT NULL DEFAULT '' CHECK (damage IN ('', 'altered', 'missing'))
);
CREATE INDEX file_sha256 ON file (sha256);
CREATE INDEX file_checked ON file (checked_at NULLS FIRST);
CREATE INDEX file_damaged ON file (id) WHERE damage <> '';
COMMENT ON TABLE file IS 'Tệp: what is stored under which hash; the bytes lie in the file store';

CREATE TABLE job (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency text NOT NULL DEFAULT '',
    kind text NOT NULL,
    subject text NOT NULL DEFAULT '',
    lane text,
    unique_key text,
    payload jsonb NOT NULL DEFAULT '{}',
    state text NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'leased', 'done', 'dead', 'dropped')),
    attempts int NOT NULL DEFAULT 0,
    run_after timestamptz NOT NULL DEFAULT now(),
    leased_until timestamptz,
    leased_by text NOT NULL DEFAULT '',
    progress text NOT NULL DEFAULT '',
    last_error text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz
);
CREATE INDEX job_due ON job (run_after, id) WHERE state IN ('ready', 'leased');
CREATE INDEX job_lane ON job (lane, id) WHERE lane IS NOT NULL AND state IN ('ready', 'leased', 'dead');
CREATE UNIQUE INDEX job_unique_key ON job (kind, unique_key) WHERE unique_key IS NOT NULL AND state IN ('ready', 'leased');
CREATE INDEX job_subject ON job (subject, id);
CREATE INDEX job_finished ON job (finished_at) WHERE state IN ('done', 'dropped');
ALTER TABLE job SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 1);
COMMENT ON TABLE job IS 'Work to be done after a commit; jobs of one lane run one after the other, oldest first';

CREATE TABLE message (
    id uuid PRIMARY KEY,
    agency text NOT NULL DEFAULT '',
    direction text NOT NULL CHECK (direction IN ('in', 'out')),
    partner text NOT NULL,
    partner_message_id text NOT NULL,
    subject text NOT NULL DEFAULT '',
    kind text NOT NULL,
    body text NOT NULL,
    body_sha256 text NOT NULL,
    status text NOT NULL CHECK (status IN ('queued', 'delivered', 'duplicate', 'rejected', 'dead', 'received', 'handled')),
    attempts int NOT NULL DEFAULT 0,
    answer text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    done_at timestamptz,
    CONSTRAINT message_once UNIQUE (direction, partner, partner_message_id)
);
CREATE INDEX message_subject ON message (subject, created_at);
CREATE INDEX message_open ON message (partner, created_at) WHERE status IN ('queued', 'dead', 'received', 'rejected');
COMMENT ON TABLE message IS 'Exchange with partners in both directions, kept for audit';

CREATE TABLE procedure_revision (
    id uuid PRIMARY KEY,
    agency text NOT NULL DEFAULT '',
    code text NOT NULL,
    effective_from date NOT NULL,
    name text NOT NULL COLLATE vi,
    document jsonb NOT NULL,
    document_sha256 text NOT NULL,
    imported_at timestamptz NOT NULL,
    imported_by uuid,
    replaced_at timestamptz
);
CREATE UNIQUE INDEX procedure_revision_current ON procedure_revision (agency, code, effective_from) WHERE replaced_at IS NULL;
COMMENT ON TABLE procedure_revision IS 'Thủ tục hành chính: revisions by effective date; agency empty: for all';

CREATE TABLE calendar (
    id uuid PRIMARY KEY,
    agency text NOT NULL DEFAULT '',
    valid_from timestamptz NOT NULL,
    document jsonb NOT NULL,
    basis text NOT NULL DEFAULT '',
    recorded_by uuid
);
CREATE UNIQUE INDEX calendar_agency ON calendar (agency, valid_from);
COMMENT ON TABLE calendar IS 'Lịch làm việc: in force on a day: the latest row of the agency (else of agency empty) valid from that day or earlier';
