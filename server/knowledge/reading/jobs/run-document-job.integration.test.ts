import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { newId } from "@/server/ids";
import { takeAllPlaces } from "@/server/tables/testing/take-all-places";
import { makePdf } from "../testing/make-pdf";
import { deadlineFor, runDocumentJob } from "./run-document-job";

const MB = 1024 * 1024;
const workspaceId = newId("workspace");
const readPdf = (pdf: Buffer) =>
  runDocumentJob("readFile", { bytes: new Uint8Array(pdf), fileName: "file.pdf" }, { workspaceId });

it("A text is read while files that take long have all places", async () => {
  const giveBack = await takeAllPlaces();
  const input = { format: "markdown", text: "# Returns\n\nThirty days.", title: "" } as const;
  const { chunks } = await runDocumentJob("readText", input, { workspaceId });
  expect(chunks).toMatchObject([{ text: "Thirty days." }]);
  await giveBack();
});

describe("A PDF", { timeout: 120_000 }, () => {
  it("that is small but unpacks to too much is refused, and the next one is read", async () => {
    const bomb = makePdf([[{ text: "One." }]], { spaces: 500 * MB });
    expect(bomb.length).toBeLessThan(5 * MB);
    await expect(readPdf(bomb)).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("takes more memory than is available"),
    });
    expect((await readPdf(makePdf([[{ text: "Two." }]]))).chunks).toMatchObject([{ text: "Two." }]);
  });

  it("of 50 MB is read", async () => {
    const pages = Array.from({ length: 200 }, (_, page) => [{ text: `Page ${page} is about parcel ${page * 7}.` }]);
    const { chunks } = await readPdf(makePdf(pages, { imageBytes: MB / 4 }));
    expect(chunks.at(-1)?.page).toBeGreaterThan(100);
  });
});

it("A small document has less time than a large one", () => {
  expect([0, 1, 5, 50].map((mb) => deadlineFor(mb * MB) / 1000)).toEqual([20, 35, 90, 90]);
});

describe("A job that is aborted", () => {
  const slow = { format: "markdown" as const, text: "[a\n".repeat(500_000), title: "" };

  it("ends its worker immediately or leaves the queue, and the next one is read", async () => {
    const controllers = Array.from({ length: 4 }, () => new AbortController());
    const jobs = controllers.map(({ signal }) => runDocumentJob("readText", slow, { workspaceId, signal }));
    const ends = Promise.allSettled(jobs);
    await sleep(1000);
    for (const controller of controllers.toReversed()) controller.abort(new Error("Not wanted."));
    expect((await ends).map((end) => end.status === "rejected" && end.reason.message)).toEqual(
      controllers.map(() => "Not wanted."),
    );
    const short = { format: "text" as const, text: "Two days.", title: "" };
    const { chunks } = await runDocumentJob("readText", short, { workspaceId, deadlineMs: 10_000 });
    expect(chunks).toMatchObject([{ text: "Two days." }]);
  });
});
