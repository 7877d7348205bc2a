export function echo(value: unknown): Promise<{ value: unknown; pid: number }>;
export function hang(): Promise<void>;
export function fail(code: string): Promise<never>;
export function dieOnce(mark: string): Promise<string>;
