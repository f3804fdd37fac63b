import { describe, expect, it } from "vitest";
import { sourceAddress } from "./source-address";

const SHEETS = "https://docs.google.com/spreadsheets";

describe("sourceAddress", () => {
  it.each([
    [`${SHEETS}/d/1AbC-d_9/edit?usp=sharing`, `${SHEETS}/d/1AbC-d_9/export?format=csv`],
    [`${SHEETS}/d/1AbC-d_9/edit#gid=42`, `${SHEETS}/d/1AbC-d_9/export?format=csv&gid=42`],
    [`${SHEETS}/d/1AbC-d_9/edit?gid=42#gid=42`, `${SHEETS}/d/1AbC-d_9/export?format=csv&gid=42`],
    [`${SHEETS}/u/1/d/1AbC-d_9/edit#gid=0`, `${SHEETS}/d/1AbC-d_9/export?format=csv&gid=0`],
    [`${SHEETS}/d/e/2PACX-1v/pubhtml?gid=7&single=true`, `${SHEETS}/d/e/2PACX-1v/pub?output=csv&gid=7&single=true`],
    [` ${SHEETS}/d/1AbC-d_9 `, `${SHEETS}/d/1AbC-d_9/export?format=csv`],
  ])("reads %s as CSV", (typed, url) => {
    expect(sourceAddress(typed)).toEqual({ kind: "google_sheet", url });
  });

  it.each(["https://example.com/prices.csv?key=1", "not an address", "https://docs.google.com/document/d/1/edit"])(
    "leaves %s unchanged",
    (url) => {
      expect(sourceAddress(url)).toEqual({ kind: "csv_url", url });
    },
  );
});
