import type { SelectQueryBuilder } from 'typeorm';
import type { ClipFilter } from '../../events/clips/event-clips.js';
import type { Event } from '../../events/records/event.entity.js';

/** Leaves only events whose clip and request are as the summaries in lists show them. */
export function narrowByClip(
  query: SelectQueryBuilder<Event>,
  { status, protected: isProtected }: ClipFilter,
): void {
  if (status === 'pending' || status === 'failed') {
    query.andWhere(REQUEST_IS, { states: [status] });
  } else if (status !== undefined) {
    query.andWhere(`NOT ${REQUEST_IS}`, { states: ['pending', 'failed'] });
    query.andWhere(status === 'completed' ? HAS_CLIP : `NOT ${HAS_CLIP}`);
  }
  if (isProtected !== undefined) {
    query.andWhere(isProtected ? HAS_PROTECTED_CLIP : `NOT ${HAS_PROTECTED_CLIP}`);
  }
}

const REQUEST_IS = `EXISTS (
  SELECT FROM clip_requests request WHERE request.event_id = event.id AND request.state = ANY(:states))`;

const HAS_CLIP = `EXISTS (
  SELECT FROM clips clip WHERE clip.event_id = event.id AND clip.missing_since IS NULL)`;

const HAS_PROTECTED_CLIP = `EXISTS (
  SELECT FROM clips clip
   WHERE clip.event_id = event.id AND clip.missing_since IS NULL AND clip.protected)`;
