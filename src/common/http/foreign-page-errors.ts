import { EventClipsError } from '../event-clips-error.js';

export class ForeignHostError extends EventClipsError {
  constructor() {
    super(
      'HOST_NOT_ALLOWED',
      403,
      'Without API keys this service answers only under names of this machine, such as localhost. Set API_KEYS, or AUTH=none to let everybody call.',
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
