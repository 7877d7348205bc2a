const MAX_CHARACTERS = 100;

/**
 * Turns any text into a file name that every desktop system accepts. Characters that end a header, separate
 * folders or reverse the direction of writing become a space.
 */
export function safeFileName(text: string): string {
  const words = text
    .normalize('NFC')
    .replace(/[\p{C}\p{Z}/\\:*?"<>|]+/gu, ' ')
    .replace(/^[. ]+/, '');
  return [...words]
    .slice(0, MAX_CHARACTERS)
    .join('')
    .replace(/[. ]+$/, '');
}
