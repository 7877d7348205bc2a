import type { MouseEvent, ReactNode } from 'react';
import { type Address, writeAddress } from './address.js';
import type { Go } from './use-address.js';

export interface LinkProps {
  to: Address;
  go: Go;
  current?: 'page' | 'true' | false;
  className?: string;
  /** The key that follows the link, too. */
  keys?: string;
  children: ReactNode;
}

/** A real link, which can be opened in a new tab, or copied. */
export function Link({ to, go, current = false, className, keys, children }: LinkProps) {
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
      {...(keys && { 'aria-keyshortcuts': keys, title: `Key: ${keys}` })}
    >
      {children}
    </a>
  );
}
