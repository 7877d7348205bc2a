import type { components } from './contract.js';

/**
 * A call that failed. `status` is the HTTP status, or 0 without an answer. `code` is that of the contract,
 * such as `EVENT_NOT_FOUND`. The message can be shown to people.
 */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ApiError';
  }

  static unreachable(cause: unknown): ApiError {
    return new ApiError(0, 'UNREACHABLE', 'The clip service does not answer.', { cause });
  }

  static async of(response: Response): Promise<ApiError> {
    const { status, statusText } = response;
    try {
      const { code, message } = (await response.json()) as components['schemas']['ErrorBody'];
      const sentences = [message].flat().join('. ');
      if (code && sentences) return new ApiError(status, code, sentences);
    } catch {
      // A proxy in between may answer in another format.
    }
    const named = [status, statusText].filter(Boolean).join(' ');
    return new ApiError(status, 'UNEXPECTED_ANSWER', `The clip service answered ${named}.`);
  }
}
