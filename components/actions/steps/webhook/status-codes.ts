/** Reads "200, 201 204" as numbers; what is no number becomes NaN. */
export function parseStatusCodes(text: string): number[] {
  return text
    .split(/[\s,;]+/)
    .filter((word) => word !== "")
    .map((word) => (/^\d+$/.test(word) ? Number(word) : Number.NaN));
}

/** What is wrong with a list of status codes as it was typed; null when nothing is. */
export function statusCodesFault(text: string): string | null {
  const codes = parseStatusCodes(text);
  if (codes.length === 0) return "Give at least one code, such as 200, or choose “any status”.";
  const isWrong = codes.some((code) => !(code >= 100 && code <= 599));
  return isWrong ? "Write codes from 100 to 599 with commas between them, such as 200, 201." : null;
}
