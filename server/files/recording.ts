/**
 * Reads the length of a recording in seconds from its container: WAV, Ogg (Opus, Vorbis) or MP4. Returns null for other
 * formats and for files that are cut or damaged.
 */
export function durationOf(bytes: Uint8Array, mimeType: string): number | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const seconds = READERS[mimeType.replace("audio/x-", "audio/")]?.(view) ?? null;
  return seconds !== null && Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}

/** Whether an MP4 has sound but no picture. file-type takes it for a video unless its brand is an audio brand. */
export function isMp4Audio(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const handlers = findBoxes(view, whole(view), ["moov", "trak", "mdia", "hdlr"]);
  const kinds = new Set(handlers.map(({ start }) => view.toString("latin1", start + 8, start + 12)));
  return kinds.has("soun") && !kinds.has("vide");
}

const READERS: Record<string, (bytes: Buffer) => number | null> = {
  "audio/wav": wavSeconds,
  "audio/ogg": oggSeconds,
  "audio/mp4": mp4Seconds,
  "audio/m4a": mp4Seconds,
};

function wavSeconds(bytes: Buffer): number | null {
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= bytes.length;) {
    const kind = bytes.toString("latin1", at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    if (kind === "fmt " && at + 20 <= bytes.length) bytesPerSecond = bytes.readUInt32LE(at + 16);
    // A streaming recorder does not know the size in advance and writes 0 or the largest number.
    if (kind === "data") return Math.min(size || Infinity, bytes.length - at - 8) / bytesPerSecond;
    at += 8 + size + (size % 2);
  }
  return null;
}

/** The last page has the total number of samples (RFC 3533 §6; RFC 7845 §4 for Opus). */
function oggSeconds(bytes: Buffer): number | null {
  const last = bytes.lastIndexOf("OggS");
  if (last === -1 || last + 14 > bytes.length) return null;
  const samples = Number(bytes.readBigInt64LE(last + 6));
  const opus = bytes.indexOf("OpusHead");
  if (opus !== -1 && opus + 12 <= bytes.length) return (samples - bytes.readUInt16LE(opus + 10)) / 48_000;
  const vorbis = bytes.indexOf("\u0001vorbis", 0, "latin1");
  return vorbis !== -1 && vorbis + 16 <= bytes.length ? samples / bytes.readUInt32LE(vorbis + 12) : null;
}

/** Reads the movie header (ISO/IEC 14496-12 §8.2.2). Fragmented recordings have 0 there. */
function mp4Seconds(bytes: Buffer): number | null {
  const [header] = findBoxes(bytes, whole(bytes), ["moov", "mvhd"]);
  if (!header || header.end - header.start < 32) return null;
  const { start } = header;
  return bytes[start] === 1
    ? Number(bytes.readBigUInt64BE(start + 24)) / bytes.readUInt32BE(start + 20)
    : bytes.readUInt32BE(start + 16) / bytes.readUInt32BE(start + 12);
}

/** The content of a box, from `start` to `end` (exclusive). */
interface Box {
  start: number;
  end: number;
}

function whole(bytes: Buffer): Box {
  return { start: 0, end: bytes.length };
}

/** Finds all boxes at a path of types, such as moov, trak. */
function findBoxes(bytes: Buffer, within: Box, [type, ...rest]: string[]): Box[] {
  if (type === undefined) return [within];
  return boxesIn(bytes, within)
    .filter((box) => box.type === type)
    .flatMap((box) => findBoxes(bytes, box, rest));
}

function boxesIn(bytes: Buffer, { start, end }: Box): (Box & { type: string })[] {
  const boxes: (Box & { type: string })[] = [];
  for (let at = start; at + 16 <= end;) {
    const size = bytes.readUInt32BE(at);
    const isLong = size === 1;
    const length = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : size === 0 ? end - at : size;
    const header = isLong ? 16 : 8;
    if (length < header) break;
    const type = bytes.toString("latin1", at + 4, at + 8);
    boxes.push({ type, start: at + header, end: Math.min(at + length, end) });
    at += length;
  }
  return boxes;
}
