import { EventClipsError } from './event-clips-error.js';

export class ForeignHostError extends EventClipsError {
  constructor() {
    super(
      'HOST_NOT_ALLOWED',
      403,
      'Without keys this service answers under the names of this machine alone, such as localhost. Set API_KEYS, or AUTH=none if others are meant to call.',
    );
  }
}

export class ForeignOriginError extends EventClipsError {
  constructor() {
    super(
      'ORIGIN_NOT_ALLOWED',
      403,
      'Pages of this origin may not call the service. Add the origin to CORS_ORIGINS.',
    );
  }
}
