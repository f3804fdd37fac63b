/** Returns a vector's direction, so that the inner product of two is the cosine; null for a vector without one. */
export function unitVector(numbers: readonly number[]): Float32Array | null {
  const length = Math.hypot(...numbers);
  return length > 0 && Number.isFinite(length) ? Float32Array.from(numbers, (number) => number / length) : null;
}

/** The inner product of two vectors; the second one begins at `from`. */
export function innerProduct(a: Float32Array, b: Float32Array, from = 0): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[from + at] ?? 0);
  return sum;
}
