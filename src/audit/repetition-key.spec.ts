import { describe, expect, it } from '@jest/globals';
import type { AuditActor, AuditFacts } from '../common/audit/audit-entry.js';
import { repetitionKey } from './repetition-key.js';

const ACTOR: AuditActor = { kind: 'key', key: 'nvr', user: 'ann', address: null, requestId: '1' };
const FACTS: AuditFacts = { action: 'clip.viewed', eventIds: [7], files: ['7_clip.mp4'] };
const keyOf = (actor: Partial<AuditActor>, facts: Partial<AuditFacts>) =>
  repetitionKey({ actor: { ...ACTOR, ...actor }, facts: { ...FACTS, ...facts } });

describe('repetitionKey', () => {
  it('is the same for other requests of the same actor for the same', () => {
    expect(keyOf({ requestId: '2' }, {})).toBe(keyOf({}, {}));
  });

  it.each<[string, Partial<AuditActor>, Partial<AuditFacts>]>([
    ['key', { key: 'other' }, {}],
    ['person', { user: 'bob' }, {}],
    ['address', { address: '192.0.2.1' }, {}],
    ['way in', { kind: 'link' }, {}],
    ['action', {}, { action: 'clip.downloaded' }],
    ['event', {}, { eventIds: [8] }],
    ['file', {}, { files: ['7_h264.mp4'] }],
    ['camera', {}, { cameraIds: ['front'] }],
    ['export', {}, { exportIds: [7] }],
    ['start', {}, { startsAt: new Date(0) }],
    ['end', {}, { endsAt: new Date(0) }],
  ])('differs by the %s', (_, actor, facts) => {
    expect(keyOf(actor, facts)).not.toBe(keyOf({}, {}));
  });
});
