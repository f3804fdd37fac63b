import { utils, type WorkSheet } from "@e965/xlsx";
import { describe, expect, it } from "vitest";
import { faultOf } from "../../testing/fault-of";
import { makeRawWorkbook, makeWorkbook, xlsxOf } from "../../testing/make-workbook";
import { proposeColumns } from "../propose-columns";
import { readSheet } from "./read-sheet";
import { storeZip } from "./store-zip";
import { unpackZip } from "./unpack-zip";

const text = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
const header = `<row r="1">${text("A1", "n")}${text("B1", "twice")}</row>`;

describe("a cell of an Excel workbook", () => {
  it.each([
    ["a formula without a value", `<c r="B2"><f>A2*2</f></c>`],
    ["a formula with an empty value", `<c r="B2" s="0"><f>A2*2</f><v></v></c>`],
    ["a formula with a closed value", `<c r="B2"><f>A2*2</f><v/></c>`],
    ["a text formula without a value", `<c r="B2" t="str"><f>A2&amp;"x"</f></c>`],
    ["a shared formula without a value", `<c r="B2"><f t="shared" si="0"/></c>`],
  ])("is listed as unknown when it contains %s", async (_, cell) => {
    const sheet = await readSheet(makeRawWorkbook(`${header}<row r="2"><c r="A2"><v>7</v></c>${cell}</row>`));
    expect(sheet.unknownResults).toEqual(["B2"]);
    expect(sheet.rows).toEqual([{ line: 2, cells: ["7", ""] }]);
  });

  it("is not listed as unknown when its formula has a result or results in an empty text", async () => {
    const cells = `<c r="A2"><f>7</f><v>7</v></c><c r="B2" t="str"><f>""</f><v></v></c>`;
    const sheet = await readSheet(makeRawWorkbook(`${header}<row r="2">${cells}</row>`));
    expect(sheet.unknownResults).toEqual([]);
    expect(sheet.rows).toEqual([{ line: 2, cells: ["7"] }]);
  });

  it("keeps hours beyond a day, all digits of a whole number, and the name of an error", async () => {
    const sheet = utils.aoa_to_sheet([["hours", "id", "error", "zero", "month"], [null]]);
    sheet["A2"] = { t: "n", v: 26.5 / 24, z: "[h]:mm" };
    sheet["B2"] = { t: "n", v: 1234567890123457 };
    sheet["C2"] = { t: "e", v: 42 };
    sheet["D2"] = { t: "e", v: 7 };
    sheet["E2"] = { t: "n", v: 46113, z: "mmm" };
    sheet["!ref"] = "A1:E2";
    expect((await readSheet(makeWorkbook({ One: sheet }))).rows[0]?.cells).toEqual([
      "26:30:00",
      "1234567890123457",
      "#N/A",
      "#DIV/0!",
      "2026-04-01",
    ]);
  });

  it("has the same date in a workbook that counts days from 1904", async () => {
    const sheet = utils.aoa_to_sheet([["day"], [null]]);
    sheet["A2"] = { t: "n", v: 46112 - 1462, z: "yyyy-mm-dd" };
    sheet["!ref"] = "A1:A2";
    const book = { SheetNames: ["One"], Sheets: { One: sheet }, Workbook: { WBProps: { date1904: true } } };
    expect((await readSheet(xlsxOf(book))).rows[0]?.cells).toEqual(["2026-03-31"]);
  });

  it("is refused when it is longer than Excel allows", async () => {
    const long = "&lt;".repeat(500_000);
    expect(await faultOf(readSheet(makeRawWorkbook(`<row r="1">${text("A1", long)}</row>`)))).toContain(
      "32,767 characters",
    );
  });
});

describe("of the sheets of an Excel workbook,", () => {
  const rows = (name: string) => utils.aoa_to_sheet([["name"], [name]]);
  const empty = () => utils.aoa_to_sheet([]);

  it.each([
    ["the first is read", { A: rows("a"), B: rows("b") }, [], "A", ["A", "B"]],
    ["the first that is not hidden is read", { A: rows("a"), B: rows("b") }, ["A"], "B", ["B"]],
    ["the first that has cells is read", { A: empty(), B: empty(), C: rows("c") }, [], "C", ["A", "B", "C"]],
  ])("%s by default", async (_, sheets: Record<string, WorkSheet>, hidden: string[], sheet, names) => {
    const read = await readSheet(makeWorkbook(sheets, hidden));
    expect(read.place).toEqual({ kind: "workbook", sheet, sheets: names });
    expect(read.rows[0]?.cells).toEqual([sheet.toLowerCase()]);
  });

  it("the chosen one is read, and an unknown choice is refused with the list of sheets", async () => {
    const bytes = makeWorkbook({ A: rows("a"), B: rows("b"), C: rows("c") }, ["C"]);
    expect((await readSheet(bytes, { sheet: "B" })).rows[0]?.cells).toEqual(["b"]);
    expect(await faultOf(readSheet(bytes, { sheet: "C" }))).toBe(
      'The workbook has no sheet "C" that is not hidden. It has: A, B.',
    );
  });

  it("one must have cells", async () => {
    expect(await faultOf(readSheet(makeWorkbook({ A: empty() })))).toContain("No sheet of the workbook");
  });
});

describe("a file that is not a table", () => {
  it.each([
    ["a Word document", storeZip([{ name: "word/document.xml", data: Buffer.from("<x/>") }]), "a Word document"],
    ["an archive", storeZip([{ name: "a.txt", data: Buffer.from("x") }]), "a ZIP archive without a workbook"],
    ["a PDF document", Buffer.from("%PDF-1.7\nx"), "a PDF document"],
    ["a web page", Buffer.from("\uFEFF<!DOCTYPE html><table>"), "a web page"],
  ])("is refused with its detected kind: %s", async (_, bytes, what) => {
    expect(await faultOf(readSheet(bytes))).toContain(`This is ${what}`);
  });

  it("is refused when only its name is that of a workbook", async () => {
    expect(await faultOf(readSheet(Buffer.from("hello"), { fileName: "a.xlsx" }))).toContain("but is not one");
  });
});

describe("the header of a file in a ZIP archive", () => {
  const archive = () => storeZip([{ name: "xl/workbook.xml", data: Buffer.from("x".repeat(50)) }]);
  const local = 0;
  const central = 30 + "xl/workbook.xml".length + 50;

  it.each([
    ["has another method than the central header", (zip: Buffer) => zip.writeUInt16LE(8, local + 8)],
    ["has another size than the central header", (zip: Buffer) => zip.writeUInt32LE(49, local + 22)],
    ["has another name than the central header", (zip: Buffer) => zip.write("xl/workbook.xmx", local + 30)],
    [
      "declares another size than the data has",
      (zip: Buffer) => [zip.writeUInt32LE(9, local + 22), zip.writeUInt32LE(9, central + 24)],
    ],
    [
      "declares more bytes than the archive has",
      (zip: Buffer) => [zip.writeUInt32LE(900, local + 18), zip.writeUInt32LE(900, central + 20)],
    ],
  ])("is refused when it %s", async (_, change) => {
    const zip = archive();
    expect(unpackZip(zip)).toHaveLength(1);
    change(zip);
    expect(await faultOf((async () => unpackZip(zip))())).toContain("damaged");
  });

  it("is refused when two files have the same name", async () => {
    const entry = { name: "a", data: Buffer.from("x") };
    expect(await faultOf((async () => unpackZip(storeZip([entry, entry])))())).toContain("damaged");
  });
});

describe("a CSV file", () => {
  const csv = (content: string) => readSheet(Buffer.from(content));

  it.each([
    ["Name;Price, EUR;Stock, pcs\nBolt;1,50;3\n", ";", ["Name", "Price, EUR", "Stock, pcs"]],
    ["Name;Price, EUR\nBolt;1,50\n", ";", ["Name", "Price, EUR"]],
    ["a,b;c,d\n1,2,3\n4,5,6\n", ",", ["a", "b;c", "d"]],
    ["a\tb, c\n1\t2,5\n", "\t", ["a", "b, c"]],
    ["only\n1,5\n", ",", ["only"]],
  ])("is split at the separator of its rows: %j", async (content, separator, columns) => {
    const sheet = await csv(content);
    expect([sheet.place, sheet.header]).toEqual([{ kind: "text", separator }, columns]);
  });

  it("is split at the chosen separator", async () => {
    const sheet = await readSheet(Buffer.from("a;b,c\n1;2,3\n"), { separator: "," });
    expect(sheet.header).toEqual(["a;b", "c"]);
  });

  it.each([
    ["sku\n1001\n10E2\n", "text"],
    ["n\n1.5E3\n1E+05\n", "number"],
    ["country\nNO\nNO\n", "text"],
    ["ok\nYES\nNO\n", "boolean"],
    ["ok\ntrue\ntrue\n", "boolean"],
  ])("with the column %j proposes %s", async (content, type) => {
    expect(proposeColumns(await csv(content)).map((column) => column.type)).toEqual([type]);
  });

  it.each([
    ["a header", ",".repeat(3_000_000)],
    ["a row", `a,b\n1,2\n${",".repeat(3_000_000)}`],
    ["a row that is shorter", `a,b\n1,2\n${"x,".repeat(2000)}`],
  ])("with millions of cells in %s is refused before they are parsed", async (_, content) => {
    expect(await faultOf(csv(content))).toMatch(/has more than [\d,]+ cells; 1,000 are the most/);
  });
});
