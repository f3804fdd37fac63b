/**
 * Excel workbooks that are most expensive to read. The archives are built by hand (APPNOTE.TXT 4.3), since libraries do
 * not write invalid ones.
 */
import { crc32, deflateRawSync } from "node:zlib";

const STORED = 0;
const DEFLATED = 8;

/** A valid workbook of texts. */
export function honestWorkbook(rows: number, columns: number): Buffer {
  const cells = Array.from({ length: columns }, (_, n) => `<c t="inlineStr"><is><t>Value ${n}</t></is></c>`).join("");
  return workbook(`<row>${cells}</row>`.repeat(rows));
}

/** A small file with one cell of `bytes` bytes, all of them entities. */
export function workbookOfEntities(bytes: number): Buffer {
  const text = "&lt;".repeat(Math.floor(bytes / 4));
  const cell = (value: string) => `<row><c t="inlineStr"><is><t>${value}</t></is></c></row>`;
  return workbook(cell("Name") + cell(text));
}

/** A workbook whose directory declares the sheet as stored, while the sheet's local header declares it as deflated. */
export function workbookWithTwoFaces(bytes: number): Buffer {
  const row = '<row><c t="inlineStr"><is><t>x</t></is></c></row>';
  return workbook(row.repeat(Math.floor(bytes / row.length)), STORED);
}

function workbook(rows: string, claimedMethod = DEFLATED): Buffer {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packages = "http://schemas.openxmlformats.org/package/2006";
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const relation = (id: string, kind: string, target: string) =>
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/></Relationships>`;
  const parts: [name: string, content: string][] = [
    [
      "[Content_Types].xml",
      `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
    ],
    ["_rels/.rels", relation("rId1", "officeDocument", "xl/workbook.xml")],
    [
      "xl/workbook.xml",
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    ["xl/_rels/workbook.xml.rels", relation("rId1", "worksheet", "worksheets/sheet1.xml")],
    ["xl/worksheets/sheet1.xml", `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`],
  ];
  return archive(
    parts.map(([name, content]) => ({
      name,
      content: Buffer.from(content),
      claimedMethod: name.includes("sheet1") ? claimedMethod : DEFLATED,
    })),
  );
}

interface Part {
  name: string;
  content: Buffer;
  /** The method in the archive's directory. The local header has the actual method. */
  claimedMethod: number;
}

function archive(parts: Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedMethod } of parts) {
    const packed = deflateRawSync(content);
    const sizes = { crc: crc32(content), packed: packed.length, size: content.length };
    const file = Buffer.concat([localHeader(name, sizes), packed]);
    files.push(file);
    directory.push(directoryEntry(name, claimedMethod, offset, sizes));
    offset += file.length;
  }
  const entries = Buffer.concat(directory);
  return Buffer.concat([...files, entries, endOf(parts.length, entries.length, offset)]);
}

interface Sizes {
  crc: number;
  packed: number;
  size: number;
}

function localHeader(name: string, sizes: Sizes): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(DEFLATED, 8);
  writeSizes(head, 14, sizes);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name)]);
}

function directoryEntry(name: string, method: number, offset: number, sizes: Sizes): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(20, 6);
  head.writeUInt16LE(method, 10);
  writeSizes(head, 16, sizes);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt32LE(offset, 42);
  return Buffer.concat([head, Buffer.from(name)]);
}

function writeSizes(head: Buffer, at: number, { crc, packed, size }: Sizes): void {
  head.writeUInt32LE(crc, at);
  head.writeUInt32LE(packed, at + 4);
  head.writeUInt32LE(size, at + 8);
}

function endOf(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
