import { describe, expect, it } from "vitest";
import { isFiltered, readFilters, sinceOf, writeFilters, type RunFilters } from "./run-filters";

const none: RunFilters = { actionId: null, status: null, origin: null, period: null, search: "", runId: null };

describe("The filters in an address", () => {
  it("are read back unchanged", () => {
    const all: RunFilters = {
      actionId: "act_1",
      status: "under_way",
      origin: "bot",
      period: "week",
      search: "Zoë & Co. = 50%",
      runId: "run_1",
    };
    expect(readFilters(new URLSearchParams(writeFilters(all)))).toEqual(all);
    expect(writeFilters(none)).toBe("");
    expect(readFilters(new URLSearchParams(""))).toEqual(none);
  });

  it("are ignored when they are not valid", () => {
    const params = new URLSearchParams("status=broken&origin=&period=year&other=1");
    expect(readFilters(params)).toEqual(none);
  });

  it("do not count as set for an open run or blanks", () => {
    expect(isFiltered({ ...none, runId: "run_1", search: "  " })).toBe(false);
    expect(isFiltered({ ...none, search: "a" })).toBe(true);
    expect(isFiltered({ ...none, status: "failed" })).toBe(true);
  });
});

it("turn a period into its start before now", () => {
  const now = new Date("2026-08-31T12:00:00Z");
  expect(sinceOf("day", now)).toBe("2026-08-30T12:00:00.000Z");
  expect(sinceOf("week", now)).toBe("2026-08-24T12:00:00.000Z");
  expect(sinceOf("month", now)).toBe("2026-08-01T12:00:00.000Z");
});
