/** The number of significant digits that a double always preserves. */
const KEPT_DIGITS = 15;

/**
 * Whether a decimal number can be parsed without changing its value. 12345678901234567890 cannot: it would become
 * 12345678901234567000. Digits of a fraction after the 15th are ignored.
 */
export function isExactNumber(written: string): boolean {
  const value = Number(written);
  if (!Number.isFinite(value)) return false;
  if (Number.isSafeInteger(Math.trunc(value))) return true;
  if (/^[+-]?\d+$/.test(written)) return BigInt(written) === BigInt(value);
  const [mantissa = ""] = written.split(/e/i);
  return mantissa.replaceAll(/\D/g, "").replace(/^0+/, "").length <= KEPT_DIGITS;
}
