-- Documents that come in from outside, step by step, and those that were sent to other agencies.
CREATE TABLE incoming_document (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    came text NOT NULL CHECK (came IN ('paper', 'email', 'exchange')),
    scan boolean NOT NULL,
    sender text NOT NULL,
    notation text NOT NULL,
    subject text NOT NULL,
    file uuid NOT NULL REFERENCES file (id),
    taken_by uuid NOT NULL,
    arrived_at timestamptz NOT NULL,
    checks jsonb NOT NULL DEFAULT '[]',
    report jsonb NOT NULL DEFAULT '{}',
    legal_status text NOT NULL CHECK (legal_status IN ('equal_to_original', 'for_information')),
    seen_by uuid,
    seen_at timestamptz,
    sealed_file uuid REFERENCES file (id),
    sealed_by uuid,
    sealed_at timestamptz,
    register_year int,
    number int,
    registered_by uuid,
    registered_at timestamptz,
    forwarded_to text NOT NULL DEFAULT '',
    forwarded_by uuid,
    forwarded_at timestamptz,
    CONSTRAINT incoming_document_number UNIQUE (agency, register_year, number),
    CHECK ((seen_by IS NULL) = (seen_at IS NULL)),
    CHECK ((sealed_file IS NULL) = (sealed_at IS NULL)),
    CHECK ((number IS NULL) = (registered_at IS NULL)),
    CHECK (came <> 'paper' OR registered_at IS NULL OR sealed_at <= registered_at),
    CHECK (came <> 'email' OR NOT scan OR registered_at IS NULL OR seen_at <= registered_at),
    CHECK (forwarded_at IS NULL OR registered_at <= forwarded_at)
);
CREATE INDEX incoming_document_recent ON incoming_document (agency, arrived_at DESC, id DESC);
CREATE INDEX incoming_document_file ON incoming_document (file);
CREATE INDEX incoming_document_sealed_file ON incoming_document (sealed_file);
COMMENT ON TABLE incoming_document IS 'Văn bản đến: quét, ký số, vào sổ, chuyển; the checks before reception and what the verifier said stay with it';
REVOKE DELETE, TRUNCATE ON incoming_document FROM motcua_app;

CREATE TABLE sent_document (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    to_agency text NOT NULL REFERENCES agency (code),
    notation text NOT NULL,
    subject text NOT NULL,
    file uuid NOT NULL REFERENCES file (id),
    report jsonb NOT NULL,
    sent_by uuid NOT NULL,
    sent_at timestamptz NOT NULL,
    incoming uuid NOT NULL REFERENCES incoming_document (id)
);
CREATE INDEX sent_document_recent ON sent_document (agency, sent_at DESC, id DESC);
CREATE INDEX sent_document_to ON sent_document (to_agency);
CREATE INDEX sent_document_file ON sent_document (file);
CREATE INDEX sent_document_incoming ON sent_document (incoming);
COMMENT ON TABLE sent_document IS 'Văn bản đi đã gửi cơ quan khác của hệ thống: only what person and agency signed';
REVOKE UPDATE, DELETE, TRUNCATE ON sent_document FROM motcua_app;
