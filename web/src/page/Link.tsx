import type { MouseEvent, ReactNode } from 'react';
import { type Address, writeAddress } from './address.js';
import type { Go } from './use-address.js';

export interface LinkProps {
  to: Address;
  go: Go;
  current?: 'page' | 'true' | false;
  className?: string;
  children: ReactNode;
}

/** A real link, which can be opened in a new tab, or copied. */
export function Link({ to, go, current = false, className, children }: LinkProps) {
  const onClick = (click: MouseEvent) => {
    if (click.button !== 0 || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey)
      return;
    click.preventDefault();
    go(to);
  };
  return (
    <a
      href={writeAddress(to)}
      onClick={onClick}
      className={className}
      aria-current={current || undefined}
    >
      {children}
    </a>
  );
}
