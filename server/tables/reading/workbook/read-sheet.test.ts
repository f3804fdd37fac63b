import { deflateRawSync } from "node:zlib";
import { utils } from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import { faultOf } from "../../testing/fault-of";
import { makeWorkbook } from "../../testing/make-workbook";
import { proposeColumns } from "../propose-columns";
import { readSheet } from "./read-sheet";

const csv = (text: string) => readSheet(Buffer.from(text));
const typesOf = async (text: string) => proposeColumns(await csv(text)).map(({ type }) => type);

describe("a CSV file", () => {
  it.each([
    ["commas", "name,price\nA,1\nB,2\n"],
    ["semicolons", "name;price\nA;1\nB;2"],
    ["tabs", "name\tprice\r\nA\t1\r\nB\t2\r\n"],
    ["quotes", '"name","price"\n"A","1"\n"B","2"\n'],
    ["a UTF-8 mark", "\uFEFFname,price\nA,1\nB,2\n"],
    ["Excel's first line", "sep=;\nname;price\nA;1\nB;2"],
    ["columns without anything to the right", "name,price,,\nA,1,,\nB,2,,\n"],
  ])("is read with %s", async (_, text) => {
    const sheet = await csv(text);
    expect(sheet.header).toEqual(["name", "price"]);
    expect(sheet.rows.map(({ cells }) => cells.slice(0, 2))).toEqual([
      ["A", "1"],
      ["B", "2"],
    ]);
  });

  it.each(["utf16le", "utf16be"])("is read in %s with a byte order mark", async (encoding) => {
    const bytes = Buffer.from("\uFEFFname\tcity\nÄ\tKöln 🦊\n", "utf16le");
    const { header, rows } = await readSheet(encoding === "utf16le" ? bytes : bytes.swap16());
    expect([header, rows[0]?.cells]).toEqual([
      ["name", "city"],
      ["Ä", "Köln 🦊"],
    ]);
  });

  it("keeps characters that cross the boundary of a chunk", async () => {
    const long = "🦊".repeat(200_000);
    const { rows } = await csv(`a,b\n${long},1\nx,2\n`);
    expect(rows[0]?.cells[0]).toBe(long);
  });

  it("reports the line of each row despite empty lines and cells with line breaks", async () => {
    const { rows } = await csv('a,b\n1,"x\ny"\n\n2,z\n3,w\n');
    expect(rows.map(({ line }) => line)).toEqual([2, 5, 6]);
    expect(rows[0]?.cells).toEqual(["1", "x\ny"]);
  });

  it.each([
    ["", "The file is empty."],
    ["\n\n", "The file is empty. Its first line names the columns."],
    ["a,,c\n1,2,3\n", "Column 2 has no name in the first line. Give it one."],
    ["a,\u3164,c\n1,2,3\n", "Column 2 has no name in the first line. Give it one."],
    ["a,b,A\n1,2,3\n", 'Columns 1 and 3 are both named "A". Rename one.'],
    ['a,b\n1,"2\n3,4\n', 'A quote (") is opened and never closed'],
    [`${Array.from({ length: 201 }, (_, i) => `c${i}`).join(",")}\n1\n`, "The file has 201 columns"],
    [`a\n${"1\n".repeat(100_001)}`, "The file has more than 100,000 rows"],
  ])("is refused with a message that describes the fault: %#", async (text, fault) => {
    expect(await faultOf(csv(text))).toContain(fault);
  });

  it("is refused when it is not UTF-8 or not text", async () => {
    expect(await faultOf(readSheet(Buffer.from("a,b\nK\xf6ln,1\n", "latin1")))).toContain("CSV UTF-8");
    expect(await faultOf(readSheet(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0])))).toContain("is not a text file");
  });
});

describe("the proposed columns of a file", () => {
  it("have the type that all of their cells fit", async () => {
    const text = [
      "n,b,d,t,s,empty,code,phone",
      "1,true,2026-01-01,2026-01-01T10:00:00Z,a,,007,+49 30 1234",
      "2.5,no,2026-12-31,2026-01-02 11:30,1,,123,0301234",
      ",,,,,,,",
    ].join("\n");
    expect(await typesOf(text)).toEqual(["number", "boolean", "date", "datetime", "text", "text", "text", "text"]);
  });

  it("take the last row into account", async () => {
    expect(await typesOf(`n\n${"1\n".repeat(50_000)}x\n`)).toEqual(["text"]);
  });

  it("detect a decimal comma from the other cells of the column", async () => {
    const [price, count] = proposeColumns(await csv('price;count\n"1.234,50";1.000\n12,5;2.000\n'));
    expect([price, count]).toMatchObject([
      { type: "number", decimalMark: "," },
      { type: "number", decimalMark: "," },
    ]);
    expect(proposeColumns(await csv("price;x\n12.5;1\n"))[0]).toMatchObject({ type: "number", decimalMark: "." });
    expect(proposeColumns(await csv('price,x\n"1,234",1\n"12,5",2\n'))[0]).toMatchObject({ decimalMark: "," });
  });

  it("have distinct keys", async () => {
    const keys = proposeColumns(await csv("Order №,Order #,Größe,2026,名前\n1,2,3,4,5\n")).map(({ key }) => key);
    expect(keys).toEqual(["order_no", "order", "gro_e", "column_2026", "column"]);
  });
});

describe("an Excel workbook", () => {
  it("is read with its texts, numbers, dates and results of formulas", async () => {
    const sheet = utils.aoa_to_sheet([
      ["name", "price", "day", "moment", "ok", "code"],
      ["A", 0.1 + 0.2, null, null, true, null],
      [null, null, null, null, null, null],
      ["B", 1234.5, null, null, false, null],
    ]);
    sheet["C2"] = { t: "n", v: 46112, z: "yyyy-mm-dd" };
    sheet["D2"] = { t: "n", v: 46112.5, z: "dd.mm.yyyy hh:mm" };
    sheet["F2"] = { t: "n", v: 42, z: "00000" };
    sheet["C4"] = { t: "n", v: 0.25, z: "hh:mm" };
    const read = await readSheet(makeWorkbook({ One: sheet }));
    expect(read.rows).toEqual([
      { line: 2, cells: ["A", "0.3", "2026-03-31", "2026-03-31T12:00:00Z", "true", "00042"] },
      { line: 4, cells: ["B", "1234.5", "06:00:00", "", "false"] },
    ]);
  });

  it("has its merged values repeated, and is refused when its header is merged", async () => {
    const sheet = utils.aoa_to_sheet([
      ["kind", "name"],
      ["fruit", "apple"],
      [null, "pear"],
    ]);
    sheet["!merges"] = [utils.decode_range("A2:A3")];
    expect((await readSheet(makeWorkbook({ One: sheet }))).rows[1]?.cells).toEqual(["fruit", "pear"]);
    sheet["!merges"] = [utils.decode_range("A1:B1")];
    expect(await faultOf(readSheet(makeWorkbook({ One: sheet })))).toContain(
      "The cells A1:B1 of the header are merged",
    );
  });

  it("is refused when a cell is far to the right, or when it is damaged or in the old format", async () => {
    const sheet = utils.aoa_to_sheet([["a"], [1]]);
    sheet["XFD3"] = { t: "n", v: 1 };
    sheet["!ref"] = "A1:XFD3";
    expect(await faultOf(readSheet(makeWorkbook({ One: sheet })))).toContain("far to the right, in XFD3");
    const whole = makeWorkbook({ One: utils.aoa_to_sheet([["a"], [1]]) });
    expect(await faultOf(readSheet(whole.subarray(0, whole.length - 30)))).toContain("damaged");
    expect(await faultOf(readSheet(Buffer.from("PK\x03\x04 and nothing more")))).toContain("damaged");
    expect(await faultOf(readSheet(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2])))).toContain(".xls");
  });

  it("is refused when it unpacks to too much, regardless of the sizes that it declares", async () => {
    const bomb = deflateRawSync(Buffer.alloc(160 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await faultOf(readSheet(zipOf("xl/worksheets/sheet1.xml", bomb)))).toContain("unpacks to more than 150 MB");
  });
});

/** Builds an archive with one deflated file whose declared size is ten bytes. */
function zipOf(name: string, data: Buffer): Buffer {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(10, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(data.length, 20);
  central.writeUInt32LE(10, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + data.length, 16);
  return Buffer.concat([local, Buffer.from(name), data, central, Buffer.from(name), end]);
}
