-- The follow-up book of each year, and the labels of paper bundles.
CREATE TABLE book (
    agency text NOT NULL,
    year int NOT NULL CHECK (year BETWEEN 2000 AND 2200),
    last int NOT NULL DEFAULT 0 CHECK (last >= 0),
    closed_at timestamptz,
    closed_by text NOT NULL DEFAULT '',
    PRIMARY KEY (agency, year)
);
COMMENT ON TABLE book IS 'Sổ theo dõi hồ sơ of a year: the last number given; a closed one takes no more. Its row lock makes the numbers gap-free';

CREATE TABLE book_entry (
    agency text NOT NULL,
    year int NOT NULL,
    number int NOT NULL CHECK (number > 0),
    dossier uuid NOT NULL REFERENCES dossier (id),
    entered_at timestamptz NOT NULL,
    PRIMARY KEY (agency, year, number),
    FOREIGN KEY (agency, year) REFERENCES book (agency, year)
);
CREATE UNIQUE INDEX book_entry_dossier ON book_entry (dossier);
COMMENT ON TABLE book_entry IS 'One line of the book: a dossier received; what it says is read from the dossier';
REVOKE UPDATE, DELETE, TRUNCATE ON book_entry FROM motcua_app;

CREATE TABLE bundle_label (
    id uuid PRIMARY KEY,
    agency text NOT NULL,
    dossier uuid NOT NULL REFERENCES dossier (id),
    place text NOT NULL DEFAULT '',
    made_at timestamptz NOT NULL,
    made_by text NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX bundle_label_dossier ON bundle_label (dossier);
COMMENT ON TABLE bundle_label IS 'Nhãn of the bundle of papers that were not digitised; its id is what the printed code holds';
