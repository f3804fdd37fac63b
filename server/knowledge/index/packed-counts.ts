/** The bits of a hash that are kept beside its count; the others are lost. */
export const KEPT_BITS = 0xffffff00;
const MAX_COUNT = 0xff;
const MAX_FREQUENT = 0xffff;

/**
 * Packs how often terms occur, in as few bytes as possible, because a search reads those of thousand chunks: two bytes for
 * the number of terms that occur several times; for each of these the upper 24 bits of its hash and 8 bits for the count;
 * for each of the others the upper 24 bits of its hash. All are big-endian.
 */
export function packCounts(counts: ReadonlyMap<number, number>): Buffer {
  const frequent = [...counts].filter(([, count]) => count > 1).slice(0, MAX_FREQUENT);
  const single = [...counts].filter(([, count]) => count === 1);
  const packed = Buffer.alloc(2 + frequent.length * 4 + single.length * 3);
  let at = packed.writeUInt16BE(frequent.length);
  for (const [hash, count] of frequent) {
    at = packed.writeUInt32BE(((hash & KEPT_BITS) | Math.min(count, MAX_COUNT)) >>> 0, at);
  }
  for (const [hash] of single) at = packed.writeUIntBE(hash >>> 8, at, 3);
  return packed;
}

/** Calls back for each packed term with the kept bits of its hash, as a signed integer, and its count. */
export function forEachCount(packed: Uint8Array, call: (kept: number, count: number) => void): void {
  const frequentEnd = 2 + (((packed[0] ?? 0) << 8) | (packed[1] ?? 0)) * 4;
  for (let at = 2; at < frequentEnd; at += 4) call(keptAt(packed, at), packed[at + 3] ?? 0);
  for (let at = frequentEnd; at < packed.length; at += 3) call(keptAt(packed, at), 1);
}

function keptAt(packed: Uint8Array, at: number): number {
  return ((packed[at] ?? 0) << 24) | ((packed[at + 1] ?? 0) << 16) | ((packed[at + 2] ?? 0) << 8);
}

/** Packs how often terms occur with their whole hashes, in the order of the hashes as signed integers. */
export function packFrequencies(counts: ReadonlyMap<number, number>): Buffer {
  const packed = Buffer.alloc(counts.size * 8);
  let at = 0;
  for (const [hash, count] of [...counts].toSorted(([a], [b]) => a - b)) {
    at = packed.writeInt32BE(hash, at);
    at = packed.writeInt32BE(count, at);
  }
  return packed;
}

/** Looks up a hash in packed frequencies. Returns 0 if it is not there. */
export function frequencyOf(packed: Buffer, hash: number): number {
  let [low, high] = [0, packed.length / 8 - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = packed.readInt32BE(middle * 8);
    if (found === hash) return packed.readInt32BE(middle * 8 + 4);
    if (found < hash) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}
