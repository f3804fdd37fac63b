import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { GET, HEAD } from "@/app/api/files/[fileId]/[name]/route";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { files } from "@/db/schema/files";
import { changeEnvironment } from "@/db/testing/change-environment";
import { makeWorkspace } from "@/db/testing/factories";
import { newId } from "@/server/ids";
import { fileUrl } from "./file-link";
import { MAX_FILE_BYTES, storeFile } from "./store-file";
import { pdf, png, wav } from "./testing/sample-files";

// The smallest quota.
changeEnvironment({ PARLEY_FILES_MB_PER_WORKSPACE: "32" });

let workspaceId: string;
beforeEach(async () => {
  ({ workspaceId } = await makeWorkspace());
});

function keep(name: string, bytes: Buffer, stepCallId?: string) {
  return storeFile({ workspaceId, name, bytes, ...(stepCallId !== undefined && { stepCallId }) });
}

async function follow(url: string, headers: Record<string, string> = {}, method: "GET" | "HEAD" = "GET") {
  const [, , , fileId = "", name = ""] = new URL(url).pathname.split("/");
  const handle = method === "HEAD" ? HEAD : GET;
  const response = await handle(new Request(url, { method, headers }), { params: Promise.resolve({ fileId, name }) });
  return { response, status: response.status, headers: response.headers, bytes: await bytesOf(response) };
}

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

describe("storeFile", () => {
  it("stores the bytes, type and clean name", async () => {
    const file = await keep("a/b/scan.pdf", png);
    expect(file).toEqual({
      id: expect.stringMatching(/^fil_/),
      name: "scan.png",
      mimeType: "image/png",
      sizeBytes: 70,
    });
    const [row] = await db.select().from(files).where(eq(files.id, file.id));
    expect(row).toMatchObject({ workspaceId, storage: "postgres", bytes: png });
  });

  it("accepts up to 15 MB and refuses an empty file", async () => {
    const largest = Buffer.alloc(MAX_FILE_BYTES, 7);
    const { id } = await keep("big.bin", largest);
    const { bytes } = await follow(fileUrl(id, "big.bin"));
    expect(bytes.equals(largest)).toBe(true);
    await expect(keep("big.bin", Buffer.alloc(MAX_FILE_BYTES + 1, 7))).rejects.toMatchObject({
      code: "payload_too_large",
      message: "The file is larger than 15 MB, the most that a file may have.",
    });
    await expect(keep("none", Buffer.alloc(0))).rejects.toMatchObject({ code: "invalid" });
  });

  it("enforces the quota of each workspace, even for concurrent files", async () => {
    const large = Buffer.alloc(10 * 1024 * 1024, 7);
    const ends = await Promise.allSettled(Array.from({ length: 5 }, () => keep("large.bin", large)));
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    await expect(keep("large.bin", large)).rejects.toMatchObject({
      code: "over_quota",
      message:
        '"large.bin" (10 MB) does not fit: the workspace\'s files already take 30 MB of 32 MB. Whoever runs Parley can raise PARLEY_FILES_MB_PER_WORKSPACE.',
    });
    await keep("small.png", png);
    ({ workspaceId } = await makeWorkspace());
    await keep("large.bin", large);
  });

  it("stores the file of a step once, even if the step is repeated concurrently", async () => {
    const stepCallId = `${newId("actionRun")}-1`;
    const kept = await Promise.all(Array.from({ length: 5 }, () => keep("a.png", png, stepCallId)));
    expect(new Set(kept.map(({ id }) => id)).size).toBe(1);
    expect(await db.select().from(files).where(eq(files.workspaceId, workspaceId))).toHaveLength(1);
  });

  it("stores files that are deleted with their workspace", async () => {
    const { id, name } = await keep("a.png", png);
    await db.delete(workspaces).where(eq(workspaces.id, workspaceId));
    expect((await follow(fileUrl(id, name))).status).toBe(404);
  });
});

describe("a link to a file", () => {
  it("returns the exact bytes with their type", async () => {
    const { id, name } = await keep("Grüße (1).png", png);
    const { status, headers, bytes } = await follow(fileUrl(id, name));
    expect(status).toBe(200);
    expect(bytes).toEqual(png);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "image/png",
      "content-length": "70",
      "content-disposition": `inline; filename="Gr__e (1).png"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%281%29.png`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "private, max-age=86400, immutable",
      "accept-ranges": "bytes",
    });
  });

  it.each([
    ["invoice.pdf", pdf, "inline", "application/pdf"],
    ["voice.wav", wav, "inline", "audio/wav"],
    ["page.html", Buffer.from("<!doctype html><script>alert(1)</script>"), "attachment", "text/html; charset=utf-8"],
    ["drawing.svg", Buffer.from("<svg onload='alert(1)'/>"), "attachment", "image/svg+xml"],
    ["notes.txt", Buffer.from("Hello"), "attachment", "text/plain; charset=utf-8"],
    ["data.bin", Buffer.from([1, 2, 0]), "attachment", "application/octet-stream"],
  ])("has the right disposition and type for %s", async (name, bytes, disposition, type) => {
    const { id } = await keep(name, bytes);
    const { headers } = await follow(fileUrl(id, name));
    expect(headers.get("content-disposition")?.split(";")[0]).toBe(disposition);
    expect(headers.get("content-type")).toBe(type);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("is absolute, contains the name and stays the same for a day", async () => {
    const noon = new Date("2026-03-01T12:00:00Z");
    const url = fileUrl("fil_1", "Offer #1/2?.pdf", noon);
    expect(url).toMatch(
      /^http:\/\/localhost:3000\/api\/files\/fil_1\/Offer%20%231%2F2%3F\.pdf\?expires=\d+&signature=[\w-]{43}$/,
    );
    expect(fileUrl("fil_1", "Offer #1/2?.pdf", new Date("2026-03-01T23:59:59Z"))).toBe(url);
    expect(fileUrl("fil_1", "Offer #1/2?.pdf", new Date("2026-03-02T00:00:01Z"))).not.toBe(url);
    expect(new URL(url).searchParams.get("expires")).toBe(String(Date.parse("2026-03-09T00:00:00Z") / 1000));
  });

  it("is valid for seven days and then reports that it has expired", async () => {
    const { id, name } = await keep("a.png", png);
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    expect((await follow(fileUrl(id, name, daysAgo(7)))).status).toBe(200);
    const { status, bytes, headers } = await follow(fileUrl(id, name, daysAgo(8)));
    expect(status).toBe(410);
    expect(bytes.toString()).toBe("This link has expired: links to files work for 7 days. Ask for a new one.\n");
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
  });

  it.each<[string, (url: URL, other: string) => void]>([
    ["without a signature", (url) => url.searchParams.delete("signature")],
    ["without an expiry", (url) => url.searchParams.delete("expires")],
    ["with a later expiry", (url) => url.searchParams.set("expires", "99999999999")],
    ["with another signature", (url) => url.searchParams.set("signature", "A".repeat(43))],
    [
      "with half a signature",
      (url) => url.searchParams.set("signature", url.searchParams.get("signature")?.slice(0, 20) ?? ""),
    ],
    ["with an expiry in other digits", (url) => url.searchParams.set("expires", `0${url.searchParams.get("expires")}`)],
    ["with the id of another file", (url, other) => (url.pathname = url.pathname.replace(/fil_\w+/, other))],
  ])("%s is refused", async (_, change) => {
    const [{ id, name }, other] = [await keep("a.png", png), await keep("b.pdf", pdf)];
    const url = new URL(fileUrl(id, name));
    change(url, other.id);
    const { status, bytes } = await follow(url.href);
    expect(status).toBe(403);
    expect(bytes.toString()).toBe("This link to a file is not complete, or was changed. Ask for a new one.\n");
  });

  it("returns a range of a recording and refuses a range beyond its end", async () => {
    const { id, name, sizeBytes } = await keep("voice.wav", wav);
    const url = fileUrl(id, name);
    const part = await follow(url, { range: "bytes=10-19" });
    expect(part.status).toBe(206);
    expect(part.bytes).toEqual(wav.subarray(10, 20));
    expect(part.headers.get("content-range")).toBe(`bytes 10-19/${sizeBytes}`);
    expect(part.headers.get("content-length")).toBe("10");
    const behind = await follow(url, { range: `bytes=${sizeBytes}-` });
    expect(behind.status).toBe(416);
    expect(behind.headers.get("content-range")).toBe(`bytes */${sizeBytes}`);
    const changed = await follow(url, { range: "bytes=0-1", "if-range": '"another"' });
    expect([changed.status, changed.bytes.length]).toEqual([200, sizeBytes]);
  });

  it("returns a range that spans several slices of a large file", async () => {
    const large = Buffer.from(Uint32Array.from({ length: 700_000 }, (_, i) => i * 2_654_435_761).buffer);
    const { id, name } = await keep("large.bin", large);
    const { bytes } = await follow(fileUrl(id, name), { range: "bytes=1000000-2500000" });
    expect(bytes.equals(large.subarray(1_000_000, 2_500_001))).toBe(true);
  });

  it("answers HEAD without a body, and 304 to a client that has the file", async () => {
    const { id, name } = await keep("a.png", png);
    const url = fileUrl(id, name);
    const head = await follow(url, {}, "HEAD");
    expect([head.status, head.bytes.length, head.headers.get("content-length")]).toEqual([200, 0, "70"]);
    const etag = head.headers.get("etag") ?? "";
    expect(await follow(url, { "if-none-match": etag })).toMatchObject({ status: 304, bytes: Buffer.alloc(0) });
  });
});
