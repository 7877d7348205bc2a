import { InitialSchema1764000000000 } from './1764000000000-initial-schema.js';
import { Retention1764100000000 } from './1764100000000-retention.js';
import { Secrets1764200000000 } from './1764200000000-secrets.js';
import { CleanupCompletion1764300000000 } from './1764300000000-cleanup-completion.js';
import { SignedVideo1764500000000 } from './1764500000000-signed-video.js';
import { ExternalIdsOfCameras1764700000000 } from './1764700000000-external-ids-of-cameras.js';
import { Registration1764800000000 } from './1764800000000-registration.js';
import { FileIdentities1764900000000 } from './1764900000000-file-identities.js';
import { ClipSources1765000000000 } from './1765000000000-clip-sources.js';
import { Cameras1765100000000 } from './1765100000000-cameras.js';
import { AutomaticClips1765200000000 } from './1765200000000-automatic-clips.js';
import { PlausibleRecordings1765400000000 } from './1765400000000-plausible-recordings.js';
import { ConfirmedCleanups1765700000000 } from './1765700000000-confirmed-cleanups.js';
import { RequestsOfKeys1765800000000 } from './1765800000000-requests-of-keys.js';
import { CodecsOfClips1765900000000 } from './1765900000000-codecs-of-clips.js';
import { Renditions1766000000000 } from './1766000000000-renditions.js';
import { IntervalClips1766100000000 } from './1766100000000-interval-clips.js';
import { Exports1766200000000 } from './1766200000000-exports.js';
import { Evidence1766300000000 } from './1766300000000-evidence.js';
import { AuditTrail1766400000000 } from './1766400000000-audit-trail.js';
import { ExportTime1766500000000 } from './1766500000000-export-time.js';

/** Every migration in order. One that was released is never edited: a change is a new migration. */
export const migrations = [
  InitialSchema1764000000000,
  Retention1764100000000,
  Secrets1764200000000,
  CleanupCompletion1764300000000,
  SignedVideo1764500000000,
  ExternalIdsOfCameras1764700000000,
  Registration1764800000000,
  FileIdentities1764900000000,
  ClipSources1765000000000,
  Cameras1765100000000,
  AutomaticClips1765200000000,
  PlausibleRecordings1765400000000,
  ConfirmedCleanups1765700000000,
  RequestsOfKeys1765800000000,
  CodecsOfClips1765900000000,
  Renditions1766000000000,
  IntervalClips1766100000000,
  Exports1766200000000,
  Evidence1766300000000,
  AuditTrail1766400000000,
  ExportTime1766500000000,
];
