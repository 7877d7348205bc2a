/** A text as HTML and WebVTT show it: without markup. Inside of an attribute, HTML has quotes to escape, too. */
export function escapedText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
