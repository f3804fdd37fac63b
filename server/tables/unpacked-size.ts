import { inflateRawSync } from "node:zlib";
import { invalid } from "./sheet";

/** A workbook of 100,000 rows and 20 columns unpacks to about this much. */
const MAX_UNPACKED_BYTES = 150 * 1024 * 1024;
const MAX_ENTRIES = 2000;

/**
 * Refuses a ZIP archive that unpacks to far more than it should (APPNOTE.TXT 4.3). Unpacks every file once, since the
 * sizes that an archive claims may be lies.
 * @throws DomainError invalid.
 */
export function assertUnpacksSmall(bytes: Buffer): void {
  let left = MAX_UNPACKED_BYTES;
  for (const entry of entriesOf(bytes)) {
    left -= entry.method === STORED ? entry.data.length : unpackedLength(entry.data, left);
    if (left < 0) throw tooLarge();
  }
}

const STORED = 0;
const DEFLATED = 8;
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const MAX_COMMENT = 0xffff;

interface Entry {
  method: number;
  data: Buffer;
}

function entriesOf(bytes: Buffer): Entry[] {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw tooLarge();
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw broken();
    const [name, extra, comment] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ];
    const method = bytes.readUInt16LE(at + 10);
    if (method !== STORED && method !== DEFLATED) throw broken();
    entries.push({ method, data: dataOf(bytes, bytes.readUInt32LE(at + 42), bytes.readUInt32LE(at + 20)) });
    at += 46 + name + extra + comment;
  }
  return entries;
}

function dataOf(bytes: Buffer, local: number, length: number): Buffer {
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL) throw broken();
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  return bytes.subarray(start, start + length);
}

function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_LENGTH - MAX_COMMENT);
  for (let at = bytes.length - END_LENGTH; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw broken();
}

function unpackedLength(data: Buffer, most: number): number {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, most) }).length;
  } catch (error) {
    const isTooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    throw isTooLarge ? tooLarge() : broken();
  }
}

function tooLarge() {
  return invalid("The workbook unpacks to more than 150 MB. Save its first sheet as CSV and import that.");
}

function broken() {
  return invalid("The workbook is damaged. Open it in Excel and save it again, or save it as CSV.");
}
