import type { ReactNode } from 'react';

export interface ButtonProps {
  /** Where the button's own text does not say it. */
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
