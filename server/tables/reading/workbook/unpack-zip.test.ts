import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fileKind } from "@/server/knowledge/reading/files/file-kind";
import { makeDocx, paragraph } from "@/server/knowledge/reading/testing/make-office";
import { faultOf } from "../../testing/fault-of";
import { unpackZip, type ZipEntry } from "./unpack-zip";

const u16 = (value: number) => Buffer.from(Uint16Array.of(value).buffer);
const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
const u64 = (value: number) => Buffer.from(BigUint64Array.of(BigInt(value)).buffer);
const [NAME, IN_ZIP64] = [Buffer.from("PK"), u32(0xffffffff)];

/** An archive whose sizes and places are in ZIP64 fields, and which ends with the records of ZIP64. */
function zip64Of(entries: ZipEntry[], sizeOf = ({ data }: ZipEntry) => data.length): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const entry of entries) {
    const { name, data } = entry;
    const sizes = [u64(sizeOf(entry)), u64(data.length)];
    // Version 4.5, no flags, stored, without a time.
    const shared = [u16(45), u16(0), u16(0), u32(0), u32(crc32(data)), IN_ZIP64, IN_ZIP64, u16(name.length)];
    const other = [u16(0x5455), u16(1), Buffer.from([0])];
    const local = [NAME, Buffer.from([3, 4]), ...shared, u16(20), Buffer.from(name), u16(1), u16(16), ...sizes, data];
    const place = [u16(0), u16(0), u16(0), u32(0), IN_ZIP64];
    const extra = [...other, u16(1), u16(24), ...sizes, u64(at)];
    directory.push(NAME, Buffer.from([1, 2]), u16(45), ...shared, u16(33), ...place, Buffer.from(name), ...extra);
    files.push(...local);
    at += Buffer.concat(local).length;
  }
  const headers = Buffer.concat(directory);
  const count = u64(entries.length);
  const end64 = [NAME, Buffer.from([6, 6]), u64(44), u16(45), u16(45), u32(0), u32(0), count, count];
  const locator = [NAME, Buffer.from([6, 7]), u32(0), u64(at + headers.length), u32(1)];
  const end = [NAME, Buffer.from([5, 6]), u32(0), u16(0xffff), u16(0xffff), IN_ZIP64, IN_ZIP64, u16(0)];
  return Buffer.concat([...files, headers, ...end64, u64(headers.length), u64(at), ...locator, ...end]);
}

describe("a ZIP64 archive", () => {
  const entries = unpackZip(makeDocx(paragraph("Two days.")));

  it("is unpacked, and known as the document that it is", () => {
    const bytes = zip64Of(entries);
    expect(unpackZip(bytes)).toEqual(entries);
    expect(fileKind(bytes, "file.docx")).toBe("docx");
  });

  it.each([
    ["another size than the data has", ({ data }: ZipEntry) => data.length + 1],
    ["a size that needs more than 32 bits", () => 2 ** 40],
  ])("is refused when it declares %s", async (_, sizeOf) => {
    expect(await faultOf((async () => unpackZip(zip64Of(entries, sizeOf)))())).toContain("damaged");
  });

  it("is refused when a field is missing", async () => {
    const bytes = zip64Of(entries);
    bytes.writeUInt16LE(2, bytes.indexOf("[Content_Types].xml") + "[Content_Types].xml".length);
    expect(await faultOf((async () => unpackZip(bytes))())).toContain("damaged");
  });
});
