import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { Installation, type Surroundings } from '../support/installation.js';

export { Installation, PATIENT, type Surroundings } from '../support/installation.js';

/**
 * The steps of one installation, each an `it`. They run in order, and each continues where the previous one
 * ended.
 */
export function journey(
  title: string,
  steps: (here: () => Installation) => void,
  surroundings?: Surroundings,
): void {
  describe(title, () => {
    jest.setTimeout(120_000);
    let installation: Installation | undefined;
    beforeAll(async () => void (installation = await Installation.create(surroundings)));
    afterAll(() => installation?.remove());
    steps(() => installation!);
  });
}
