import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { knowledgeDocuments, knowledgeSources, knowledgeStatistics } from "@/db/schema/knowledge";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { until } from "@/inngest/local/testing/harness";
import { chunksOf, makeSource, readNow } from "../reading/testing/read-now";
import { deleteChunk } from "../sources/delete-chunk";
import { deleteSource } from "../sources/delete-source";
import { updateChunk } from "../sources/update-chunk";

await startDurableFunctions(async () => new Response(null, { status: 404 }));

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});

async function statistics() {
  const [row] = await db
    .select()
    .from(knowledgeStatistics)
    .where(eq(knowledgeStatistics.workspaceId, workspace.workspaceId));
  return row;
}

async function addText(text: string): Promise<string> {
  const sourceId = await makeSource(workspace.workspaceId, { kind: "text", text });
  const before = (await statistics())?.version ?? 0;
  await readNow(workspace.workspaceId, sourceId);
  await until(async () => ((await statistics())?.version ?? 0) > before, "the statistics of the reading");
  return sourceId;
}

/** As if the documents had been written long before the statistics. */
const age = (sourceId: string) =>
  db
    .update(knowledgeDocuments)
    .set({ createdAt: sql`now() - interval '1 hour'` })
    .where(eq(knowledgeDocuments.sourceId, sourceId));

describe("The statistics of a workspace's knowledge", () => {
  it("follow the changes and deletions of members, and are computed once for several of them", async () => {
    const gone = await addText("Shoes can be returned.");
    const kept = await addText("# Delivery\n\nTwo days.\n\n# Prices\n\nFive euros.");
    const [delivery, prices] = await chunksOf(kept);
    const before = await statistics();
    expect(before).toMatchObject({ chunks: 3 });
    const { ctx } = workspace;
    await deleteSource(ctx, gone);
    await updateChunk(ctx, { chunkId: delivery?.id ?? "", text: "Three wonderful days.", before: "Two days." });
    await deleteChunk(ctx, { chunkId: prices?.id ?? "" });
    // None of the requests has computed them.
    expect(await statistics()).toEqual(before);
    await until(async () => (await statistics())?.chunks === 1, "the statistics of the changes", 60_000);
    const after = await statistics();
    expect(after?.version).toBe((before?.version ?? 0) + 1);
    expect(after?.stems).not.toEqual(before?.stems);
  });

  it("are computed when a reading wrote something, not when it found nothing new or failed", async () => {
    const sourceId = await addText("Two days.");
    await age(sourceId);
    const before = await statistics();
    await readNow(workspace.workspaceId, sourceId);
    const table = await makeSource(workspace.workspaceId, { kind: "table", tableId: "tbl_gone", columns: ["a"] });
    expect((await readNow(workspace.workspaceId, table)).status).toBe("failed");
    await db
      .update(knowledgeSources)
      .set({ settings: { kind: "text", text: "Three days." } })
      .where(eq(knowledgeSources.id, sourceId));
    await readNow(workspace.workspaceId, sourceId);
    await until(async () => (await statistics())?.version !== before?.version, "the statistics of the reading");
    expect((await statistics())?.version).toBe((before?.version ?? 0) + 1);
  });
});
