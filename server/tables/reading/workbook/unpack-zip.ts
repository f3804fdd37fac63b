import { inflateRawSync } from "node:zlib";
import { invalid } from "./sheet.ts";

export interface ZipEntry {
  name: string;
  data: Buffer;
}

/** The words for an archive that is refused, for people. */
export interface ZipFaults {
  locked: string;
  tooLarge: string;
  broken: string;
}

export interface ZipOptions {
  /** Other files of the archive are left out, and not unpacked. */
  isWanted: (name: string) => boolean;
  maxEntries: number;
  faults: ZipFaults;
}

/** A workbook of 100,000 rows and 20 columns unpacks to about this much. */
const MAX_UNPACKED_BYTES = 150 * 1024 * 1024;

export const workbookFaults: ZipFaults = {
  locked: "The workbook is protected by a password. Save it without one.",
  tooLarge: "The workbook unpacks to more than 150 MB. Save its first sheet as CSV and import that.",
  broken: "The workbook is damaged. Open it in Excel and save it again, or save it as CSV.",
};

const workbookOptions: ZipOptions = { isWanted: () => true, maxEntries: 2000, faults: workbookFaults };

/**
 * Unpacks a ZIP archive (APPNOTE.TXT 4.3). It counts the unpacked bytes, since the sizes in an archive cannot be
 * trusted. Both headers of a file must agree, because programs differ in which of them they follow.
 * @throws DomainError invalid when the archive is damaged, inconsistent or unpacks to more than 150 MB.
 */
export function unpackZip(bytes: Buffer, options: ZipOptions = workbookOptions): ZipEntry[] {
  const { faults, isWanted } = options;
  let left = MAX_UNPACKED_BYTES;
  const names = new Set<string>();
  const entries: ZipEntry[] = [];
  for (const { name, method, data, size } of entriesOf(bytes, options)) {
    if (names.has(name)) throw invalid(faults.broken);
    names.add(name);
    if (!isWanted(name)) continue;
    const unpacked = method === STORED ? data : inflate(data, left, faults);
    left -= unpacked.length;
    if (left < 0) throw invalid(faults.tooLarge);
    if (unpacked.length !== size) throw invalid(faults.broken);
    entries.push({ name, data: unpacked });
  }
  return entries;
}

const STORED = 0;
const DEFLATED = 8;
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const CENTRAL_LENGTH = 46;
const LOCAL_LENGTH = 30;
const MAX_COMMENT = 0xffff;
const ENCRYPTED = 1;
/** The sizes are in a data descriptor after the data, not in the local header. */
const SIZES_FOLLOW = 8;

interface PackedEntry {
  name: string;
  method: number;
  data: Buffer;
  /** The unpacked size that the archive declares. */
  size: number;
}

/** In these fields, the value is in the ZIP64 field of the extra fields (APPNOTE.TXT 4.5.3). */
const IN_ZIP64 = 0xffffffff;
const ZIP64 = 1;
const LOCATOR = 0x07064b50;
const LOCATOR_LENGTH = 20;
const END64 = 0x06064b50;
const END64_LENGTH = 56;

/** The fields that are in both headers of a file. */
interface Header {
  flags: number;
  method: number;
  packedSize: number;
  size: number;
  name: string;
}

function entriesOf(bytes: Buffer, { maxEntries, faults }: ZipOptions): PackedEntry[] {
  const end = findEnd(bytes, faults);
  const { count, start } = directoryOf(bytes, end, faults);
  if (count > maxEntries) throw invalid(faults.tooLarge);
  const entries: PackedEntry[] = [];
  let at = start;
  for (let i = 0; i < count; i += 1) {
    if (at + CENTRAL_LENGTH > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw invalid(faults.broken);
    const [name, extra, comment] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ];
    const given = readHeader(bytes, at + 8, at + CENTRAL_LENGTH, name);
    const extraAt = at + CENTRAL_LENGTH + name;
    const sizes = [given.size, given.packedSize, bytes.readUInt32LE(at + 42)];
    const [size = 0, packedSize = 0, local = 0] = withZip64(sizes, bytes.subarray(extraAt, extraAt + extra), faults);
    entries.push(entryOf(bytes, { ...given, size, packedSize }, local, faults));
    at += CENTRAL_LENGTH + name + extra + comment;
  }
  return entries;
}

/** The number of files, and where their headers begin. */
function directoryOf(bytes: Buffer, end: number, faults: ZipFaults): { count: number; start: number } {
  const [count, start] = [bytes.readUInt16LE(end + 10), bytes.readUInt32LE(end + 16)];
  if (count !== 0xffff && start !== IN_ZIP64) return { count, start };
  const locator = end - LOCATOR_LENGTH;
  if (locator < 0 || bytes.readUInt32LE(locator) !== LOCATOR) throw invalid(faults.broken);
  const end64 = Number(bytes.readBigUInt64LE(locator + 8));
  if (end64 + END64_LENGTH > locator || bytes.readUInt32LE(end64) !== END64) throw invalid(faults.broken);
  return { count: Number(bytes.readBigUInt64LE(end64 + 32)), start: Number(bytes.readBigUInt64LE(end64 + 48)) };
}

function entryOf(bytes: Buffer, central: Header, local: number, faults: ZipFaults): PackedEntry {
  if (local + LOCAL_LENGTH > bytes.length || bytes.readUInt32LE(local) !== LOCAL) throw invalid(faults.broken);
  const [name, extra] = [bytes.readUInt16LE(local + 26), bytes.readUInt16LE(local + 28)];
  const given = readHeader(bytes, local + 6, local + LOCAL_LENGTH, name);
  const start = local + LOCAL_LENGTH + name + extra;
  const sizes = [given.size, given.packedSize];
  const [size = 0, packedSize = 0] = withZip64(sizes, bytes.subarray(start - extra, start), faults);
  const header = { ...given, size, packedSize };
  if (((central.flags | header.flags) & ENCRYPTED) !== 0) throw invalid(faults.locked);
  const sizesFollow = (header.flags & SIZES_FOLLOW) !== 0 && header.packedSize === 0 && header.size === 0;
  const isSameSize = header.packedSize === central.packedSize && header.size === central.size;
  const isSame = header.method === central.method && header.name === central.name && (sizesFollow || isSameSize);
  if (!isSame || (central.method !== STORED && central.method !== DEFLATED)) throw invalid(faults.broken);
  if (start + central.packedSize > bytes.length) throw invalid(faults.broken);
  const data = bytes.subarray(start, start + central.packedSize);
  return { name: central.name, method: central.method, data, size: central.size };
}

/** From the flags on, both headers have the same layout; only the position of the name differs. */
function readHeader(bytes: Buffer, at: number, nameAt: number, nameLength: number): Header {
  return {
    flags: bytes.readUInt16LE(at),
    method: bytes.readUInt16LE(at + 2),
    packedSize: bytes.readUInt32LE(at + 12),
    size: bytes.readUInt32LE(at + 16),
    name: bytes.toString("utf8", nameAt, nameAt + nameLength),
  };
}

/** Replaces the values that are in the ZIP64 field, which has only those, in this order, with eight bytes each. */
function withZip64(values: number[], extra: Buffer, faults: ZipFaults): number[] {
  if (!values.includes(IN_ZIP64)) return values;
  let field = zip64Field(extra);
  return values.map((value) => {
    if (value !== IN_ZIP64) return value;
    const exact = field.length < 8 ? IN_ZIP64 : Number(field.readBigUInt64LE(0));
    // A file in an archive that is in memory is smaller, too.
    if (exact >= IN_ZIP64) throw invalid(faults.broken);
    field = field.subarray(8);
    return exact;
  });
}

/** Returns the content of the ZIP64 field; empty without one. */
function zip64Field(extra: Buffer): Buffer {
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === ZIP64) return extra.subarray(at + 4, end);
    at = end;
  }
  return Buffer.alloc(0);
}

function findEnd(bytes: Buffer, faults: ZipFaults): number {
  const first = Math.max(0, bytes.length - END_LENGTH - MAX_COMMENT);
  for (let at = bytes.length - END_LENGTH; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw invalid(faults.broken);
}

function inflate(data: Buffer, most: number, faults: ZipFaults): Buffer {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    const isTooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    throw invalid(isTooLarge ? faults.tooLarge : faults.broken);
  }
}
