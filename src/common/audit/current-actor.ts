import { currentCaller } from '../http/caller.js';
import { requestId } from '../http/request-id.js';
import { currentOrigin } from '../http/request-origin.js';
import type { AuditActor, AuditActorKind } from './audit-entry.js';

/**
 * Whose request the current work is done for.
 *
 * @param otherwise who acts where no request is being answered
 */
export function currentActor(otherwise: AuditActorKind): AuditActor {
  const caller = currentCaller();
  const origin = currentOrigin();
  const link = origin?.link ?? null;
  const kind = caller ? 'key' : link ? 'link' : origin ? 'anonymous' : otherwise;
  return {
    kind,
    key: caller?.name ?? link?.key ?? null,
    user: caller?.user ?? null,
    address: origin?.address ?? null,
    requestId: requestId() ?? null,
  };
}
