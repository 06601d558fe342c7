-- name: enter_in_book
-- No row when the book is closed.
WITH open AS (
    INSERT INTO book (agency, year, last) VALUES (:agency, :year::int, 1)
    ON CONFLICT (agency, year) DO UPDATE SET last = book.last + 1 WHERE book.closed_at IS NULL
    RETURNING agency, year, last)
INSERT INTO book_entry (agency, year, number, dossier, entered_at)
SELECT agency, year, last, :dossier::uuid, instant(:at::bigint) FROM open
RETURNING year, number;

-- name: close_book
INSERT INTO book (agency, year, closed_at, closed_by) VALUES (:agency, :year::int, instant(:now::bigint), :by)
ON CONFLICT (agency, year) DO UPDATE SET closed_at = instant(:now::bigint), closed_by = :by WHERE book.closed_at IS NULL;

-- name: find_book
SELECT year, last, micros(closed_at) AS closed_at FROM book WHERE agency = :agency AND year = :year::int;

-- name: book_entry_of
SELECT year, number FROM book_entry WHERE dossier = :dossier::uuid;

-- name: book_lines
SELECT e.number, d.id::text AS dossier FROM book_entry e JOIN dossier d ON d.id = e.dossier
WHERE e.agency = :agency AND e.year = :year::int AND e.number > :after::int ORDER BY e.number LIMIT :most::int;
