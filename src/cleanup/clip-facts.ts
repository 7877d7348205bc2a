/**
 * The columns of `ClipFacts`, for a query over `clips clip` and `events event`. A fact that a rule needs is
 * added here and to that type.
 */
export const CLIP_FACTS = `
  clip.event_id AS "eventId",
  (clip.bytes + coalesce((
    SELECT sum(bytes) FROM clip_renditions WHERE event_id = clip.event_id
  ), 0))::float8 AS bytes, clip.generated_at AS "generatedAt",
  event.camera_id AS "cameraId", event.label,
  event.started_at AS "startedAt", event.ended_at AS "endedAt",
  event.registered_at AS "registeredAt",
  CASE WHEN event.ended_at IS NULL THEN (
    SELECT max(detected_at) FROM detections WHERE event_id = event.id
  ) END AS "lastDetectionAt"`;
