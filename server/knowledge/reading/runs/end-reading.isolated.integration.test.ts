import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { knowledgeSources, knowledgeStatistics } from "@/db/schema/knowledge";
import { outbox } from "@/db/schema/outbox";
import { makeWorkspace } from "@/db/testing/factories";
import * as statistics from "@/server/knowledge/index/update-statistics";
import { makeSource, sourceRow } from "../testing/read-now";
import { endReading } from "./end-reading";
import type { ReadingKey } from "./reading-key";
import { storeDocument } from "./store-document";

vi.mock("@/server/knowledge/index/update-statistics", { spy: true });

let key: ReadingKey;
beforeEach(async () => {
  const { workspaceId } = await makeWorkspace();
  const sourceId = await makeSource(workspaceId, { kind: "text", text: "Two days." });
  key = { workspaceId, sourceId, readingId: `rdg_${sourceId}` };
  const state = { status: "reading" as const, readingId: key.readingId };
  await db.update(knowledgeSources).set(state).where(eq(knowledgeSources.id, sourceId));
  const chunks = [{ headings: [], text: "Two days.", page: null, anchor: null }];
  await storeDocument(key, { key: "", title: "A text", url: null, contentHash: "1", chunks });
});

const requests = () =>
  db
    .select({ name: outbox.name })
    .from(outbox)
    .where(sql`${outbox.data} ->> 'workspaceId' = ${key.workspaceId} and ${outbox.name} like '%statistics%'`);

describe("The statistics of a reading", () => {
  it("are computed at its end, without a request", async () => {
    await endReading(key, () => Promise.resolve({ warnings: [] }));
    expect(await db.$count(knowledgeStatistics, eq(knowledgeStatistics.workspaceId, key.workspaceId))).toBe(1);
    expect(await requests()).toEqual([]);
  });

  it("stay requested if the process ends after the commit", async () => {
    vi.spyOn(statistics, "updateStatistics").mockRejectedValueOnce(new Error("killed"));
    await expect(endReading(key, () => Promise.resolve({ warnings: [] }))).rejects.toThrow("killed");
    expect((await sourceRow(key.sourceId)).status).toBe("ready");
    expect(await requests()).toEqual([{ name: "knowledge/statistics.outdated" }]);
  });
});
