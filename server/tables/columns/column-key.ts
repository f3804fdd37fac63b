/** Derives a column key that is not in `taken` from a name: "Unit price (€)" becomes unit_price. */
export function columnKeyFor(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, LONGEST);
  const base = /^[a-z]/.test(plain) ? plain : `column_${plain}`.replace(/_$/, "").slice(0, LONGEST);
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(key)) return key;
  }
}

/** Leaves room for a numeric suffix within a key's 63 characters. */
const LONGEST = 57;

/** Whether two names differ only in case, spacing or Unicode form. */
export function isSameName(a: string, b: string): boolean {
  return plainName(a) === plainName(b);
}

/** Normalises a name for comparison. */
export function plainName(name: string): string {
  return name.trim().replace(/\s+/g, " ").normalize("NFC").toLowerCase();
}
