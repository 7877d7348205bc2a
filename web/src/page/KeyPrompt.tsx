import type { FormEvent } from 'react';

export interface KeyPromptProps {
  /** Whether the service has refused a key. */
  wasRefused: boolean;
  onKey: (key: string) => void;
}

export function KeyPrompt({ wasRefused, onKey }: KeyPromptProps) {
  const submit = (submission: FormEvent<HTMLFormElement>) => {
    submission.preventDefault();
    const key = new FormData(submission.currentTarget).get('key');
    if (typeof key === 'string' && key.trim()) onKey(key.trim());
  };
  return (
    <form className="page-key" onSubmit={submit}>
      <h2>API key</h2>
      <p role={wasRefused ? 'alert' : undefined}>
        {wasRefused
          ? 'The service did not accept that key. Try another one.'
          : 'The service requires an API key. The key is kept in this tab only.'}
      </p>
      <label>
        API key
        <input name="key" type="password" autoComplete="current-password" required autoFocus />
      </label>
      <button type="submit">Open</button>
    </form>
  );
}
