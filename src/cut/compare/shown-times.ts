import { ClipDiffers } from '../cut-errors.js';

/** A time is rounded to the nearest tick; two computations may differ where two ticks are equally near. */
const ROUNDING_TICKS = 0.501;

/** When the frames of a clip are shown, and when they have to be: sixteen bytes for each frame. */
export class ShownTimes {
  private count = 0;
  private readonly shown: Float64Array;
  private readonly expected: Float64Array;

  constructor(
    private readonly ticksPerSecond: number,
    maxFrames: number,
  ) {
    this.shown = new Float64Array(maxFrames);
    this.expected = new Float64Array(maxFrames);
  }

  /** Takes the frames in decode order. */
  add(seconds: number, expectedSeconds: number): void {
    this.shown[this.count] = Math.round(seconds * this.ticksPerSecond);
    this.expected[this.count] = expectedSeconds * this.ticksPerSecond;
    this.count++;
  }

  /**
   * Throws `ClipDiffers` unless every frame is shown when it has to be, to the tick, and later than the one
   * before. One that would be shown at the same tick as the one before is shown a tick later.
   *
   * @param lastsSeconds how long the clip lasts, and how long it has to
   */
  check(lastsSeconds: number, expectedSeconds: number): void {
    const { shown, expected, count } = this;
    const order = Array.from({ length: count }, (_, i) => i).sort((a, b) => shown[a]! - shown[b]!);
    let before = -1;
    for (const index of order) {
      const tick = shown[index]!;
      const due = expected[index]!;
      const latest = Math.max(due + ROUNDING_TICKS, before + 1);
      if (tick <= before || tick < due - ROUNDING_TICKS || tick > latest) {
        throw this.differs(index);
      }
      before = tick;
    }
    const lasts = Math.round(lastsSeconds * this.ticksPerSecond);
    const due = expectedSeconds * this.ticksPerSecond;
    if (lasts < due - ROUNDING_TICKS || lasts > Math.max(due + ROUNDING_TICKS, before + 1)) {
      throw new ClipDiffers(`The pictures last ${lastsSeconds} s instead of ${expectedSeconds} s.`);
    }
  }

  private differs(index: number): ClipDiffers {
    const [tick, due] = [this.shown[index]!, this.expected[index]!];
    return new ClipDiffers(
      `Frame ${index + 1} is shown at tick ${tick} instead of ${due} (of ${this.ticksPerSecond} in a second).`,
    );
  }
}
