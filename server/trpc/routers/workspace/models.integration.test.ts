import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { memberships, users } from "@/db/schema/accounts";
import { makeMember, makeWorkspace } from "@/db/testing/factories";
import { newId } from "@/server/ids";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";

const provider = {
  kind: "openai_compatible" as const,
  name: "Acme AI",
  baseUrl: "https://api.example.com/v1/",
  apiKey: "sk-live-0123456789wxyz",
  models: ["m-1"],
};

describe("The models router", () => {
  it("adds a provider, lists it with its model, and deletes it", async () => {
    const { userId } = await makeWorkspace();
    const { models } = createTestCaller({ userId });
    const { id } = await models.providers.create(provider);
    expect(await models.providers.list()).toEqual([
      {
        id,
        kind: "openai_compatible",
        name: "Acme AI",
        baseUrl: "https://api.example.com/v1",
        models: ["m-1"],
        keyHint: "••••wxyz",
      },
    ]);
    expect((await models.list()).map((m) => m.modelId)).toEqual(["offline", "m-1"]);
    await models.providers.delete({ providerId: id });
    expect(await models.providers.list()).toEqual([]);
  });

  it("allows viewers to read only", async () => {
    const { workspaceId } = await makeWorkspace();
    const userId = newId("user");
    await db.insert(users).values({ id: userId, email: `${userId}@example.com`, name: "Viewer" });
    await db.insert(memberships).values({ workspaceId, userId, role: "viewer" });
    const { models } = createTestCaller({ userId });
    expect(await models.list()).toHaveLength(1);
    await expect(models.providers.create(provider)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(models.providers.test({ providerId: "mdl_x" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("keeps the transcription model of a workspace until its provider is deleted", async () => {
    const { userId, workspaceId } = await makeWorkspace();
    const { models } = createTestCaller({ userId });
    expect(await models.transcription.get()).toBeNull();
    const { id: providerId } = await models.providers.create(provider);
    await models.transcription.set({ providerId, modelId: " whisper-1 " });
    await models.transcription.set({ providerId, modelId: "whisper-2" });
    expect(await models.transcription.get()).toEqual({ providerId, modelId: "whisper-2" });
    await models.transcription.set(null);
    expect(await models.transcription.get()).toBeNull();
    await models.transcription.set({ providerId, modelId: "whisper-1" });
    const { userId: viewer } = await makeMember(workspaceId, "viewer");
    const theirs = createTestCaller({ userId: viewer }).models.transcription;
    expect(await theirs.get()).toEqual({ providerId, modelId: "whisper-1" });
    await expect(theirs.set(null)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(models.transcription.set({ providerId, modelId: " " })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await models.providers.delete({ providerId });
    expect(await models.transcription.get()).toBeNull();
  });

  it("refuses callers without a sign-in, and private addresses", async () => {
    await expect(createTestCaller().models.providers.list()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    const { userId } = await makeWorkspace();
    const { models } = createTestCaller({ userId });
    const inner = { ...provider, baseUrl: "http://10.0.0.5/v1" };
    await expect(models.providers.create(inner)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});
