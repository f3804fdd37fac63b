/** The largest count that is shown; the server counts no further than one more. */
const LARGEST = 999;

/** A count for display: "12" or "999+". */
export function countText(count: number): string {
  return count > LARGEST ? `${LARGEST}+` : String(count);
}
