import type { ReactNode } from 'react';

export interface ButtonProps {
  /** The accessible name, if the button's text is not enough. */
  label?: string;
  keys?: string;
  disabled: boolean;
  onClick: () => void;
  children: ReactNode;
}

export function Button({ label, keys, disabled, onClick, children }: ButtonProps) {
  return (
    <button
      className="evp-button"
      type="button"
      disabled={disabled}
      onClick={onClick}
      {...(label && { 'aria-label': label, title: keys ? `${label} (${keys})` : label })}
      {...(keys && { 'aria-keyshortcuts': keys })}
    >
      {children}
    </button>
  );
}
