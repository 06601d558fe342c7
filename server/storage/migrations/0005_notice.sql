-- What applicants were told: the text, the ways it was tried by, what providers answered.
CREATE TABLE notice (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    dossier uuid NOT NULL,
    version int NOT NULL,
    kind text NOT NULL CHECK (kind IN ('state_changed', 'apology', 'supplement_reminder')),
    email text NOT NULL DEFAULT '',
    phone text NOT NULL DEFAULT '',
    subject text NOT NULL,
    body text NOT NULL,
    template_values jsonb NOT NULL DEFAULT '{}',
    status text NOT NULL CHECK (status IN ('queued', 'delivered', 'undeliverable', 'shown')),
    channel text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    done_at timestamptz,
    CONSTRAINT notice_once UNIQUE (dossier, version, kind)
);
CREATE INDEX notice_agency ON notice (agency, created_at);
COMMENT ON TABLE notice IS 'Thông báo to the applicant; shown: no way but the dossier''s own page was known';

CREATE TABLE notice_attempt (
    notice uuid NOT NULL REFERENCES notice (id),
    number int NOT NULL CHECK (number > 0),
    agency text NOT NULL,
    at timestamptz NOT NULL,
    channel text NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('delivered', 'duplicate', 'later', 'rejected')),
    answer text NOT NULL DEFAULT '',
    PRIMARY KEY (notice, number)
);
COMMENT ON TABLE notice_attempt IS 'The ledger: each attempt with the provider''s answer, never changed';
REVOKE UPDATE, DELETE, TRUNCATE ON notice_attempt FROM motcua_app;
