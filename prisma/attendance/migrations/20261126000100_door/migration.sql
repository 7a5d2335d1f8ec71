-- The door is fast and waits for nobody: what one scan needs is read at once, and written at once, under the locks of one person, only if nothing of what
-- was read has changed meanwhile. What scans come to is said by the program; nothing of that is here.

-- How one person stands at the door of one lesson, as far as it decides what a scan comes to.
CREATE FUNCTION "at_door"(at_lesson uuid, of_member uuid, OUT sheet_state text, OUT is_expected boolean, OUT is_locked boolean, OUT standing_id uuid, OUT captured int)
LANGUAGE plpgsql STABLE SET search_path = attendance, pg_temp AS $$
BEGIN
  SELECT s.state::text, EXISTS (SELECT FROM period_lock k WHERE starts_with(s.organisation_path, k.organisation_path) AND s.held_on >= k.from_on AND s.held_on < k.to_on)
    INTO sheet_state, is_locked FROM sheet s WHERE s.lesson_id = at_lesson;
  is_expected := EXISTS (SELECT FROM sheet_place p WHERE p.lesson_id = at_lesson AND p.member_id = of_member AND p.is_expected);
  is_locked := coalesce(is_locked, false);
  SELECT e.id INTO standing_id FROM entry e WHERE e.lesson_id = at_lesson AND e.member_id = of_member AND NOT e.is_make_up
    AND NOT EXISTS (SELECT FROM entry later WHERE later.replaces_id = e.id);
  SELECT count(*) INTO captured FROM capture c WHERE c.lesson_id = at_lesson AND c.member_id = of_member;
END $$;

-- Keep one scan, with the entry that is due after it where one is. `seen` is what at_door said when that was found out. Gives DONE; CHANGED when something
-- else stands by now, and nothing was kept; DEVICE when another person came with this device, and nothing was kept.
--
-- Shares the sheet with other scans and waits for whoever closes or fills it. While there is no sheet, shares the lock that its opening takes. One person's
-- scans come one after another.
CREATE FUNCTION "keep_scan"(seen jsonb, scan jsonb, due jsonb) RETURNS text
LANGUAGE plpgsql SET search_path = attendance, pg_temp AS $$
DECLARE scanned capture := jsonb_populate_record(NULL::capture, scan);
BEGIN
  PERFORM FROM sheet s WHERE s.lesson_id = scanned.lesson_id FOR SHARE;
  IF NOT FOUND THEN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(scanned.lesson_id::text, 0));
    IF EXISTS (SELECT FROM sheet s WHERE s.lesson_id = scanned.lesson_id) THEN RETURN 'CHANGED'; END IF;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(scanned.lesson_id::text || scanned.member_id::text, 0));
  IF to_jsonb(at_door(scanned.lesson_id, scanned.member_id)) <> seen THEN RETURN 'CHANGED'; END IF;
  IF scanned.device IS NOT NULL THEN
    INSERT INTO door_device (lesson_id, device, member_id) VALUES (scanned.lesson_id, scanned.device, scanned.member_id) ON CONFLICT DO NOTHING;
    IF NOT FOUND AND NOT EXISTS (SELECT FROM door_device d WHERE d.lesson_id = scanned.lesson_id AND d.device = scanned.device AND d.member_id = scanned.member_id) THEN
      RETURN 'DEVICE';
    END IF;
  END IF;
  INSERT INTO capture SELECT scanned.* ON CONFLICT (recorded_by, client_key) DO NOTHING;
  IF NOT FOUND THEN RETURN 'CHANGED'; END IF;
  IF due IS NOT NULL THEN INSERT INTO entry SELECT * FROM jsonb_populate_record(NULL::entry, due); END IF;
  RETURN 'DONE';
END $$;

REVOKE ALL ON FUNCTION "at_door"(uuid, uuid), "keep_scan"(jsonb, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "at_door"(uuid, uuid), "keep_scan"(jsonb, jsonb, jsonb) TO attendance_app;
