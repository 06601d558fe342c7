-- Searches an officer runs again and again.
CREATE TABLE saved_search (
    id uuid PRIMARY KEY,
    account uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    agency text NOT NULL,
    name text NOT NULL COLLATE vi,
    question jsonb NOT NULL,
    saved_at timestamptz NOT NULL,
    CONSTRAINT saved_search_name UNIQUE (account, name)
);
COMMENT ON TABLE saved_search IS 'Bộ lọc đã lưu: what is typed into the search page, under a name of the officer''s own';
