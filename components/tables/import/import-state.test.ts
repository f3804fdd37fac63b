import { describe, expect, it } from "vitest";
import { choiceFaults, type ImportEvent, type ImportState, nameOfFile, nextImportState } from "./import-state";
import { fileFault, readAnswer, type UploadedFile } from "./upload-file";

const upload: UploadedFile = {
  importId: "imp_1",
  fileName: "prices 2026.csv",
  columns: [
    { key: "name", name: "Name", type: "text" },
    { key: "price", name: "Price", type: "number" },
  ],
  preview: [{ line: 2, cells: ["Pear", "1.5"] }],
  totalRows: 1,
  place: { kind: "text", separator: "," },
  unknownResults: [],
};
const chosen: ImportEvent = { type: "fileChosen", fileName: "prices 2026.csv" };
const refusal = {
  message: "1 row cannot be imported.",
  faults: [{ line: 2, column: "Price", message: "…" }],
  faultCount: 1,
};

function after(...events: ImportEvent[]): ImportState {
  return events.reduce(nextImportState, { phase: "choose", error: null });
}

describe("The import state", () => {
  it("moves from a file to its review, with a name suggested from the file", () => {
    expect(after(chosen, { type: "progressed", share: 0.4 })).toMatchObject({ phase: "upload", share: 0.4 });
    const state = after(chosen, { type: "uploaded", upload });
    expect(state).toMatchObject({ phase: "review", choices: { name: "prices 2026", mode: "append" }, refusal: null });
  });

  it("keeps all choices when the import is refused, and the refusal until a choice changes", () => {
    const refused = after(
      chosen,
      { type: "uploaded", upload },
      { type: "changed", changes: { name: "Prices" } },
      { type: "columnChanged", key: "price", changes: { type: "date" } },
      { type: "columnChanged", key: "name", changes: { isIncluded: false } },
      { type: "started" },
      { type: "refused", refusal },
    );
    expect(refused).toMatchObject({
      phase: "review",
      refusal,
      choices: {
        name: "Prices",
        columns: [
          { key: "name", isIncluded: false },
          { key: "price", type: "date" },
        ],
      },
    });
    const corrected = nextImportState(refused, { type: "columnChanged", key: "price", changes: { type: "text" } });
    expect(corrected).toMatchObject({ phase: "review", refusal: null });
  });

  it("returns to choosing a file, with the reason, when the upload fails", () => {
    expect(after(chosen, { type: "uploadFailed", message: "Too large." })).toEqual({
      phase: "choose",
      error: "Too large.",
    });
  });

  it("ignores late events: progress of a cancelled upload, and an answer for a file that is gone", () => {
    const start: ImportState = { phase: "choose", error: null };
    expect(after(chosen, { type: "startedOver" }, { type: "progressed", share: 1 })).toEqual(start);
    expect(after(chosen, { type: "startedOver" }, { type: "uploaded", upload })).toEqual(start);
    expect(after({ type: "started" }, { type: "refused", refusal })).toEqual(start);
    expect(after(chosen, { type: "progressed", share: 0.8 }, { type: "progressed", share: 0.5 })).toMatchObject({
      share: 0.8,
    });
  });
});

describe("choiceFaults", () => {
  const choices = {
    name: "Prices",
    mode: "append" as const,
    columns: upload.columns.map((c) => ({ ...c, isIncluded: true })),
  };

  it("accepts what was proposed", () => {
    const faults = choiceFaults(choices, true);
    expect([faults.name, faults.whole, faults.byColumn.size]).toEqual([null, null, 0]);
  });

  it("names each column that needs another name; excluded columns don't count", () => {
    const same = {
      ...choices,
      columns: choices.columns.map((c) => (c.key === "name" ? { ...c, name: " price" } : c)),
    };
    expect([...choiceFaults(same, true).byColumn.keys()]).toEqual(["price"]);
    const without = {
      ...same,
      columns: same.columns.map((c) => (c.key === "price" ? { ...c, isIncluded: false } : c)),
    };
    expect(choiceFaults(without, true).byColumn.size).toBe(0);
  });

  it("requires a name for a new table only, and at least one column", () => {
    expect(choiceFaults({ ...choices, name: " " }, true).name).toBe("Give the table a name.");
    expect(choiceFaults({ ...choices, name: " " }, false).name).toBeNull();
    const none = { ...choices, columns: choices.columns.map((c) => ({ ...c, isIncluded: false })) };
    expect(choiceFaults(none, true).whole).toBe("Choose at least one column.");
  });
});

describe("An import upload", () => {
  it("is not sent when the file can't be accepted", () => {
    expect(fileFault({ name: "a.csv", size: 0 })).toContain("empty");
    expect(fileFault({ name: "a.csv", size: 31 * 1024 * 1024 })).toContain("30 MB");
    expect(fileFault({ name: "a.xls", size: 10 })).toContain("XLSX");
    expect(fileFault({ name: "a.xlsx", size: 10 })).toBeNull();
  });

  it("reads the server's answer, its refusal, and an error page from a proxy", () => {
    expect(readAnswer(201, JSON.stringify(upload))).toEqual({ ok: true, upload });
    const refused = JSON.stringify({ error: { code: "invalid", message: "Column 2 has no name.", request_id: "r" } });
    expect(readAnswer(400, refused)).toEqual({ ok: false, message: "Column 2 has no name." });
    expect(readAnswer(413, "<html>Too large</html>")).toMatchObject({
      ok: false,
      message: expect.stringContaining("too large"),
    });
    expect(readAnswer(201, "{}")).toMatchObject({ ok: false });
    expect(readAnswer(502, "")).toMatchObject({ ok: false, message: expect.stringContaining("could not reach") });
  });

  it("suggests a table name from the file name", () => {
    expect(nameOfFile("orders.2026.xlsx")).toBe("orders.2026");
    expect(nameOfFile(".csv")).toBe(".csv");
    expect(nameOfFile(`${"x".repeat(200)}.csv`)).toHaveLength(100);
  });
});
