import { describe, expect, it } from "vitest";
import { counterRows, countersCsv, percent, removedIds, sortedRows } from "./counter-rows";

const drafts = [
  {
    id: "welcome",
    name: "Welcome",
    menu: {
      rows: [
        { id: "r-1", text: "One month" },
        { id: "r-2", text: "" },
      ],
    },
  },
  { id: "price", name: "=Price", menu: null },
];

const counted = {
  conversations: 8,
  interactions: [
    {
      interactionId: "welcome",
      came: 4,
      left: 1,
      stillHere: 2,
      rows: [
        { rowId: "r-1", chose: 3 },
        { rowId: "r-9", chose: 1 },
      ],
    },
    { interactionId: "gone", came: 2, left: 2, stillHere: 0, rows: [] },
  ],
};
const names = new Map([["gone", "Old offer"]]);
const rows = counterRows(drafts, counted, names);

describe("The table of counters", () => {
  it("has all interactions of the draft and those that were removed, with their shares", () => {
    expect(rows).toEqual([
      {
        id: "welcome",
        name: "Welcome",
        isRemoved: false,
        came: 4,
        share: 0.5,
        stillHere: 2,
        left: 1,
        dropOff: 0.25,
        options: [
          { id: "r-1", text: "One month", chose: 3, share: 0.75 },
          { id: "r-2", text: "Any answer", chose: 0, share: 0 },
          { id: "r-9", text: "A removed row", chose: 1, share: 0.25 },
        ],
      },
      expect.objectContaining({ id: "price", came: 0, share: 0, dropOff: null, options: [] }),
      expect.objectContaining({ id: "gone", name: "Old offer", isRemoved: true, dropOff: 1 }),
    ]);
    expect(removedIds(drafts, counted.interactions)).toEqual(["gone", "r-9"]);
  });

  it("shows no share above the whole, although some came before the chosen time", () => {
    const interactions = [{ interactionId: "price", came: 1, left: 3, stillHere: 0, rows: [] }];
    expect(counterRows(drafts, { conversations: 1, interactions }, names)[1]?.dropOff).toBe(1);
  });

  it("is sorted by any column in both directions", () => {
    const ids = (...sort: Parameters<typeof sortedRows>) => sortedRows(...sort).map(({ id }) => id);
    expect(ids(rows, { key: "came", descending: true })).toEqual(["welcome", "gone", "price"]);
    expect(ids(rows, { key: "dropOff", descending: true })).toEqual(["gone", "welcome", "price"]);
    expect(ids(rows, { key: "name", descending: false })).toEqual(["price", "gone", "welcome"]);
  });

  it("can be read by a spreadsheet, which runs no name as a formula", () => {
    expect(countersCsv(rows).split("\r\n")).toEqual([
      "Interaction,Menu row,Conversations,Share,Still here,Left,Drop-off",
      "Welcome,,4,0.5,2,1,0.25",
      "Welcome,One month,3,0.75,,,",
      "Welcome,Any answer,0,0,,,",
      "Welcome,A removed row,1,0.25,,,",
      "'=Price,,0,0,0,0,",
      "Old offer,,2,0.25,0,2,1",
      "",
    ]);
    expect([percent(null), percent(0.256)]).toEqual(["–", "26 %"]);
  });
});
