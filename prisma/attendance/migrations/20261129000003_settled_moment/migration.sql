-- What Prisma cannot say ------------------------------------------------------------------------------------------

-- How long ago the oldest change began that is still being written; null where none is. What it writes is recorded as of a moment that has passed, and cannot be read yet: books as of
-- that moment, or later, would say something else when they are asked for again. A change holds the tree of organisations still, or has facts and accounts locked for writing. Every
-- change of the program ends within a minute; one that has gone on for ten is somebody's who stepped away, and is not waited for.
CREATE FUNCTION "attendance"."unsettled_for"() RETURNS interval LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT clock_timestamp() - min(coalesce(a.xact_start, clock_timestamp() - interval '1 minute')) FROM pg_stat_activity a
  WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND (a.xact_start IS NULL OR a.xact_start > clock_timestamp() - interval '10 minutes')
    AND EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.granted AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
      AND (l.locktype = 'advisory' AND l.objsubid = 1 AND (l.classid::bigint << 32 | l.objid::bigint) = hashtext('organisation.tree')::bigint
        OR l.locktype = 'relation' AND l.mode = 'RowExclusiveLock' AND l.relation IN ('attendance.entry'::regclass, 'attendance.act'::regclass, 'attendance.sheet'::regclass,
          'attendance.annual_hours'::regclass, 'attendance.annual_hours_past'::regclass, 'attendance.make_up'::regclass, 'attendance.branch_meeting'::regclass)))
$$;
REVOKE ALL ON FUNCTION "attendance"."unsettled_for"() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "attendance"."unsettled_for"() TO attendance_app;
