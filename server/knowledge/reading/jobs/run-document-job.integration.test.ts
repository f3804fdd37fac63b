import { describe, expect, it } from "vitest";
import { newId } from "@/server/ids";
import { makePdf } from "../testing/make-pdf";
import { runDocumentJob } from "./run-document-job";

const MB = 1024 * 1024;
const workspaceId = newId("workspace");
const readPdf = (pdf: Buffer) =>
  runDocumentJob("readFile", { bytes: new Uint8Array(pdf), fileName: "file.pdf" }, { workspaceId });

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
