-- What was changed, newest first: the log that auditors pull. Facts that follow from scans at the door are in it only where they replace one.
CREATE INDEX "entry_changes" ON "entry" ("recorded_at" DESC, "id" DESC) WHERE ("replaces_id" IS NOT NULL OR "reason" IS NOT NULL) AND "lesson_id" IS NOT NULL AND NOT "is_make_up";
