-- name: next_number
-- Session::commit knows this statement: the locks go first, then the answer waits for the disk.
-- An update queues for the row one behind the other; ON CONFLICT, needed for the first of a period, wakes all who wait at once.
WITH raised AS (
    UPDATE number_series SET last = last + 1
    WHERE agency = :agency AND kind = :kind AND book = :book AND period = :period RETURNING last),
begun AS (
    INSERT INTO number_series (agency, kind, book, period, last)
    SELECT :agency, :kind, :book, :period, 1 WHERE NOT EXISTS (SELECT FROM raised)
    ON CONFLICT (agency, kind, book, period) DO UPDATE SET last = number_series.last + 1 RETURNING last)
SELECT last, set_config('synchronous_commit', 'off', true) AS off FROM (TABLE raised UNION ALL TABLE begun) AS given;
