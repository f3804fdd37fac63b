import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { apiKeys } from "@/db/schema/events";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { newId } from "@/server/ids";
import { hashToken } from "@/server/secrets/secret-box";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { authenticateApiKey } from "./authenticate-api-key";

let workspaceId: string;
let caller: ReturnType<typeof createTestCaller>;

beforeEach(async () => {
  const made = await makeWorkspace();
  ({ workspaceId } = made);
  caller = createTestCaller({ userId: made.userId });
});

const input = { name: "Warehouse", scopes: ["events:read" as const], expiresInDays: null };
const create = (changes: Partial<Parameters<typeof caller.apiKeys.create>[0]> = {}) =>
  caller.apiKeys.create({ ...input, ...changes });
const use = (key: string) => authenticateApiKey(`Bearer ${key}`, "events:read");
const rowOf = async (id: string) => (await db.select().from(apiKeys).where(eq(apiKeys.id, id)))[0];

describe("An API key", () => {
  it("is returned when it is created, and after that only its first characters are known", async () => {
    const { id, key } = await create({ name: " Warehouse " });
    const listed = await caller.apiKeys.list();
    expect(listed).toEqual([
      {
        id,
        name: "Warehouse",
        prefix: key.slice(0, 11),
        scopes: ["events:read"],
        createdByName: "Test User",
        createdAt: expect.any(String),
        lastUsedAt: null,
        expiresAt: null,
        isExpired: false,
      },
    ]);
    const stored = await rowOf(id);
    expect(JSON.stringify([listed, stored])).not.toContain(key.slice(11));
    expect(stored?.hash).toBe(hashToken(key));
  });

  it("belongs to its workspace: another one neither sees nor revokes it", async () => {
    const { id, key } = await create();
    const other = createTestCaller({ userId: (await makeWorkspace()).userId });
    expect(await other.apiKeys.list()).toEqual([]);
    await expect(other.apiKeys.revoke({ keyId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await use(key)).toEqual({ workspaceId, keyId: id });
  });

  it("is created, listed and revoked by admins only", async () => {
    const { id } = await create();
    const as = async (role: "admin" | "editor" | "operator" | "viewer") =>
      createTestCaller({ userId: (await makeMember(workspaceId, role)).userId }).apiKeys;
    for (const other of [await as("editor"), await as("operator"), await as("viewer")]) {
      await expect(other.list()).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(other.create(input)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(other.revoke({ keyId: id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    const admin = await as("admin");
    await admin.revoke({ keyId: id });
    expect(await admin.list()).toEqual([]);
  });

  it("is refused from the moment when it is revoked", async () => {
    const { id, key } = await create();
    await use(key);
    await caller.apiKeys.revoke({ keyId: id });
    await expect(use(key)).rejects.toThrow("does not exist, or it was revoked");
    await expect(caller.apiKeys.revoke({ keyId: id })).rejects.toThrow("does not exist in your workspace");
  });

  it("is refused from the moment when it expires, and is listed as expired", async () => {
    const { id, key } = await create({ expiresInDays: 30 });
    const days = ((await rowOf(id))?.expiresAt?.getTime() ?? 0) / 86_400_000 - Date.now() / 86_400_000;
    expect(days).toBeCloseTo(30, 1);
    expect(await use(key)).toMatchObject({ keyId: id });
    await db
      .update(apiKeys)
      .set({ expiresAt: sql`now()` })
      .where(eq(apiKeys.id, id));
    await expect(use(key)).rejects.toThrow("has expired");
    expect(await caller.apiKeys.list()).toMatchObject([{ isExpired: true }]);
  });

  it("needs a name, a scope and a possible time of expiry", async () => {
    await expect(create({ name: "  " })).rejects.toThrow("Name the key after the system");
    await expect(create({ name: "x".repeat(101) })).rejects.toThrow("at most 100 characters");
    await expect(create({ scopes: [] })).rejects.toThrow("Choose what the key may do");
    await expect(create({ expiresInDays: 0 })).rejects.toThrow("at least a day");
    await expect(create({ expiresInDays: 4000 })).rejects.toThrow("at most 3650 days");
    expect(await caller.apiKeys.list()).toEqual([]);
  });

  it("stores the time of its use at most once a minute", async () => {
    const { id, key } = await create();
    const usedAt = async () => (await rowOf(id))?.lastUsedAt?.getTime();
    await use(key);
    const first = await usedAt();
    expect(first).toBeGreaterThan(Date.now() - 10_000);
    await Promise.all([use(key), use(key), use(key)]);
    expect(await usedAt()).toBe(first);
    await db
      .update(apiKeys)
      .set({ lastUsedAt: sql`now() - interval '61 seconds'` })
      .where(eq(apiKeys.id, id));
    await use(key);
    expect(await usedAt()).toBeGreaterThanOrEqual(first ?? Infinity);
    expect((await caller.apiKeys.list())[0]?.lastUsedAt).toBe(new Date((await usedAt()) ?? 0).toISOString());
  });
});

describe("The API keys of a workspace", () => {
  it("start the recording of its events with the first one only", async () => {
    const since = async () =>
      (await db.select({ at: workspaces.eventsSince }).from(workspaces).where(eq(workspaces.id, workspaceId)))[0]?.at;
    expect(await since()).toBeNull();
    await create();
    const first = await since();
    expect(first).toBeInstanceOf(Date);
    await create();
    expect(await since()).toEqual(first);
  });

  it("are at most 50, also when they are created concurrently", async () => {
    const rows = Array.from({ length: 46 }, (_, n) => ({
      id: newId("apiKey"),
      workspaceId,
      name: `Key ${n}`,
      prefix: "parley_test",
      hash: hashToken(`${workspaceId} ${n}`),
      scopes: ["events:read" as const],
      createdBy: "usr_gone",
    }));
    await db.insert(apiKeys).values(rows);
    const made = await Promise.allSettled(Array.from({ length: 8 }, () => create()));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
    const refused = made.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));
    expect(refused.every((reason) => reason.includes("at most 50 API keys"))).toBe(true);
    expect(await caller.apiKeys.list()).toHaveLength(50);
  });
});
