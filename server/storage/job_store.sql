-- name: enqueue_jobs
INSERT INTO job (kind, subject, lane, payload, run_after)
SELECT job ->> 'kind', job ->> 'lane', nullif(job ->> 'lane', ''), job -> 'payload', instant((job ->> 'run_after')::bigint)
FROM jsonb_array_elements(:jobs::jsonb) WITH ORDINALITY AS given (job, place) ORDER BY place;

-- name: claim_jobs
-- A lane's job waits while an earlier one of the lane is not done; a dead one blocks its lane until somebody decides.
UPDATE job SET state = 'leased', attempts = attempts + 1, leased_until = instant(:until::bigint)
WHERE id IN (
    SELECT id FROM job AS due
    WHERE kind = :kind AND state IN ('ready', 'leased') AND run_after <= instant(:now::bigint)
        AND (state = 'ready' OR leased_until < instant(:again::bigint))
        AND (lane IS NULL OR NOT EXISTS (
            SELECT FROM job AS earlier
            WHERE earlier.lane = due.lane AND earlier.kind = due.kind AND earlier.id < due.id
                AND earlier.state IN ('ready', 'leased', 'dead')))
    ORDER BY run_after, id
    LIMIT :most::bigint
    FOR UPDATE SKIP LOCKED)
RETURNING id::text AS id, kind, coalesce(lane, '') AS lane, payload::text AS payload, attempts;

-- name: finish_job
UPDATE job SET state = 'done', finished_at = instant(:now::bigint), leased_until = NULL, payload = '{}', last_error = ''
WHERE id = :id::bigint;

-- name: postpone_job
UPDATE job SET state = 'ready', run_after = instant(:again::bigint), leased_until = NULL, last_error = :reason
WHERE id = :id::bigint;

-- name: bury_job
UPDATE job SET state = 'dead', finished_at = instant(:now::bigint), leased_until = NULL, last_error = :reason
WHERE id = :id::bigint;

-- name: finish_lane
UPDATE job SET state = 'done', finished_at = instant(:now::bigint), leased_until = NULL, payload = '{}', last_error = ''
WHERE lane = :lane AND kind = :kind AND state = 'ready';

-- name: hasten_lane
UPDATE job SET run_after = least(run_after, instant(:now::bigint)) WHERE lane = :lane AND kind = :kind AND state = 'ready';

-- name: count_jobs
SELECT count(*) FILTER (WHERE state = 'ready') AS waiting, count(*) FILTER (WHERE state = 'leased') AS running,
    count(*) FILTER (WHERE state = 'dead') AS dead
FROM job WHERE state IN ('ready', 'leased', 'dead');

-- name: oldest_due_job
-- Without those that wait behind an earlier one of their lane.
SELECT micros(min(greatest(run_after, coalesce(leased_until, run_after)))) AS since FROM job AS due
WHERE run_after <= instant(:now::bigint) AND (state = 'ready' OR (state = 'leased' AND leased_until < instant(:now::bigint)))
    AND (lane IS NULL OR NOT EXISTS (
        SELECT FROM job AS earlier
        WHERE earlier.lane = due.lane AND earlier.kind = due.kind AND earlier.id < due.id
            AND earlier.state IN ('ready', 'leased', 'dead')));
