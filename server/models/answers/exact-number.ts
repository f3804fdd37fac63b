/** How many digits a JavaScript number always keeps. */
const KEPT_DIGITS = 15;

/**
 * Whether a decimal number can be parsed without changing its value, except the 16th digit of a fraction:
 * 12345678901234567890 would become 12345678901234567000.
 */
export function isExactNumber(written: string): boolean {
  const value = Number(written);
  if (!Number.isFinite(value)) return false;
  if (Number.isSafeInteger(Math.trunc(value))) return true;
  if (/^[+-]?\d+$/.test(written)) return BigInt(written) === BigInt(value);
  const [mantissa = ""] = written.split(/e/i);
  return mantissa.replaceAll(/\D/g, "").replace(/^0+/, "").length <= KEPT_DIGITS;
}
