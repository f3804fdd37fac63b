/** A text of at most `most` characters; one that was cut ends with "…", and never with half a character. */
export function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
}
