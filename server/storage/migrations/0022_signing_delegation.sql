-- Who let whom sign by TUQ., and until when. Rows are only ever added.
CREATE TABLE signing_delegation (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    giver uuid NOT NULL REFERENCES account (id),
    taker uuid NOT NULL REFERENCES account (id),
    document text NOT NULL CHECK (document <> ''),
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    recorded_at timestamptz NOT NULL,
    CHECK (valid_from <= valid_to),
    CHECK (giver <> taker)
);
CREATE INDEX signing_delegation_giver ON signing_delegation (giver);
CREATE INDEX signing_delegation_taker ON signing_delegation (taker);
COMMENT ON TABLE signing_delegation IS 'Ủy quyền ký (thừa ủy quyền): written authorisations with their term';
REVOKE UPDATE, DELETE, TRUNCATE ON signing_delegation FROM motcua_app;
