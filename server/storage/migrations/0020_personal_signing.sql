-- Whose certificate is whose, and signatures in the making: prepared here, made by the holder's device, embedded here.
CREATE TABLE personal_certificate (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    account uuid NOT NULL REFERENCES account (id),
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    registered_by uuid NOT NULL,
    registered_at timestamptz NOT NULL,
    CONSTRAINT personal_certificate_once UNIQUE (sha256)
);
CREATE INDEX personal_certificate_account ON personal_certificate (account);
COMMENT ON TABLE personal_certificate IS 'Chứng thư số của người ký: SHA-256 of the certificate, one person only';
REVOKE UPDATE, DELETE, TRUNCATE ON personal_certificate FROM motcua_app;

CREATE TABLE signing_session (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    upload uuid NOT NULL REFERENCES result_upload (id),
    account uuid NOT NULL REFERENCES account (id),
    prepared jsonb NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX signing_session_upload ON signing_session (upload);
CREATE INDEX signing_session_account ON signing_session (account);
COMMENT ON TABLE signing_session IS 'Lần ký đang chờ: the file with an empty place, the certificate, and until when the signature may come';
