import { describe, expect, it } from "vitest";
import { faultOf } from "../testing/fault-of";
import { deadlineFor, runReadingJob } from "./run-reading-job";

const file = (text: string) => ({ bytes: Buffer.from(text), choice: {}, known: [] });
const workspaceId = "wsp_1";
const long = file(`a,b\n${"1,2\n".repeat(100_000)}`);

describe("a reading job", () => {
  it("returns the file's content from a worker thread", async () => {
    const read = await runReadingJob("readUpload", file("n,ok\n1,yes\n2,no\n"), { workspaceId });
    expect(read.columns.map(({ type }) => type)).toEqual(["number", "boolean"]);
    const rows = { packed: read.packed, plan: read.columns, width: 2, from: 0, to: read.totalRows };
    const [slice] = await runReadingJob("convertSlices", rows, { workspaceId });
    expect(JSON.parse(new TextDecoder().decode(slice))).toEqual([
      { line: 2, values: { n: 1, ok: true } },
      { line: 3, values: { n: 2, ok: false } },
    ]);
  });

  it("reports the fault in the file", async () => {
    expect(await faultOf(runReadingJob("readUpload", file("a,a\n1,2\n"), { workspaceId }))).toBe(
      'Columns 1 and 2 are both named "a". Rename one.',
    );
  });

  it("is stopped at its deadline and frees its place", async () => {
    const reading = Array.from({ length: 3 }, () =>
      faultOf(runReadingJob("readUpload", long, { workspaceId, deadlineMs: 1 })),
    );
    for (const fault of await Promise.all(reading)) expect(fault).toContain("takes more than 0.001 seconds");
    expect((await runReadingJob("readUpload", file("a\n1\n"), { workspaceId })).totalRows).toBe(1);
  });

  it("is stopped when its signal aborts, whether it is running or waiting", async () => {
    const controllers = Array.from({ length: 4 }, () => new AbortController());
    const reading = controllers.map(({ signal }) =>
      faultOf(runReadingJob("readUpload", long, { workspaceId, signal })),
    );
    for (const controller of controllers) controller.abort(new Error("given up"));
    expect(await Promise.all(reading)).toEqual(controllers.map(() => "not refused: Error: given up"));
    expect((await runReadingJob("readUpload", file("a\n1\n"), { workspaceId })).totalRows).toBe(1);
  });

  it.each([
    ["45 seconds for the smallest file", 0, 45_000],
    ["a minute for one megabyte", 1024 * 1024, 60_000],
    ["two minutes for the largest file", 30 * 1024 * 1024, 120_000],
  ])("has a deadline of %s", (_, bytes, deadline) => {
    expect(deadlineFor(bytes)).toBe(deadline);
  });
});
