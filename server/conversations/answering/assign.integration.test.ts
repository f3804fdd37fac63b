import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { memberships, users } from "@/db/schema/accounts";
import { channels } from "@/db/schema/conversations";
import { eventsOf, makeInbox, storedConversation, type TestInbox } from "@/server/inbox/testing/inbox";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { handOff } from "./hand-off";

let inbox: TestInbox;
let ownerId: string;
beforeEach(async () => {
  inbox = await makeInbox();
  const [owner] = await db
    .select({ id: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.workspaceId, inbox.workspaceId), eq(memberships.role, "owner")));
  ownerId = owner?.id ?? "";
});

const choose = (assignment: "off" | "round_robin" | "by_load") =>
  createTestCaller({ userId: ownerId }).inbox.setAssignment({ assignment });

/** Hands a new conversation off as an action does, and returns its id. */
async function handOffNew(chat: string): Promise<string> {
  const { conversationId } = await inbox.receive("Hello", chat);
  await handOff({ workspaceId: inbox.workspaceId, conversationId, cause: "action", reason: "", turnId: null });
  return conversationId;
}

const assigneeOf = async (conversationId: string) => (await storedConversation(conversationId)).assigneeId;

/** How many of the conversations each member has, in descending order. */
async function shares(conversationIds: string[]): Promise<number[]> {
  const counts = new Map<string | null, number>();
  for (const id of conversationIds) {
    const assigneeId = await assigneeOf(id);
    counts.set(assigneeId, (counts.get(assigneeId) ?? 0) + 1);
  }
  return [...counts.values()].toSorted((a, b) => b - a);
}

const newChats = (count: number) => Array.from({ length: count }, (_, i) => `chat-${i}`);

describe("A conversation that is handed off", () => {
  it("is assigned to nobody without automatic assignment", async () => {
    const conversationId = await handOffNew("a");
    expect(await assigneeOf(conversationId)).toBeNull();
    expect(await eventsOf(conversationId)).toEqual(["bot paused"]);
  });

  it("goes to the members who may answer, one after the other", async () => {
    await choose("round_robin");
    const assignees: (string | null)[] = [];
    for (const chat of newChats(4)) assignees.push(await assigneeOf(await handOffNew(chat)));
    expect(new Set(assignees.slice(0, 3))).toEqual(new Set([inbox.adaId, inbox.bobId, ownerId]));
    expect(assignees[3]).toBe(assignees[0]);
  });

  it("goes to the member with the fewest open conversations", async () => {
    await choose("by_load");
    for (const memberId of [inbox.adaId, ownerId]) {
      const { conversationId } = await inbox.receive("Hello", memberId);
      await inbox.ada.handOff({ conversationId });
      await inbox.ada.assign({ conversationId, memberId });
    }
    const bobs = await handOffNew("first");
    expect(await assigneeOf(bobs)).toBe(inbox.bobId);
    await inbox.bob.close({ conversationId: bobs });
    expect(await assigneeOf(await handOffNew("second"))).toBe(inbox.bobId);
    expect(await eventsOf(bobs)).toEqual(["bot paused", "system assigned Bob", "user closed"]);
  });

  it.each(["round_robin", "by_load"] as const)(
    "is shared equally by %s when many are handed off concurrently",
    async (by) => {
      await choose(by);
      const ids = await Promise.all(newChats(12).map(handOffNew));
      expect(await shares(ids)).toEqual([4, 4, 4]);
    },
  );

  it("is assigned once when it is handed off several times concurrently", async () => {
    await choose("round_robin");
    const { conversationId } = await inbox.receive("Hello");
    const scope = { workspaceId: inbox.workspaceId, conversationId };
    await Promise.all(newChats(5).map(() => handOff({ ...scope, cause: "action", reason: "", turnId: null })));
    expect((await eventsOf(conversationId)).filter((event) => event.startsWith("system assigned"))).toHaveLength(1);
  });

  it("in the test chat is assigned to nobody", async () => {
    await choose("round_robin");
    await db.update(channels).set({ runsDraft: true }).where(eq(channels.id, inbox.channel.id));
    expect(await assigneeOf(await handOffNew("a"))).toBeNull();
  });

  it("by a member is theirs, and stays with an earlier assignee", async () => {
    await choose("round_robin");
    const { conversationId } = await inbox.receive("Hello");
    await inbox.bob.handOff({ conversationId });
    expect(await assigneeOf(conversationId)).toBe(inbox.bobId);
    const { conversationId: second } = await inbox.receive("Hello", "second");
    await inbox.bob.assign({ conversationId: second, memberId: inbox.adaId });
    await inbox.bob.handOff({ conversationId: second });
    expect(await assigneeOf(second)).toBe(inbox.adaId);
  });

  it("by a member's message is theirs", async () => {
    const { conversationId } = await inbox.receive("Hello");
    await inbox.bob.write({ conversationId, text: "Bob here.", clientMessageId: "m1" });
    expect(await assigneeOf(conversationId)).toBe(inbox.bobId);
  });
});

describe("An assignee", () => {
  let conversationId: string;
  beforeEach(async () => {
    ({ conversationId } = await inbox.receive("Hello"));
    await inbox.ada.assign({ conversationId, memberId: inbox.bobId });
  });

  it("is shown in the list and the conversation", async () => {
    const bob = { id: inbox.bobId, name: "Bob" };
    expect((await inbox.ada.list({})).rows).toMatchObject([{ assignee: bob }]);
    expect(await inbox.ada.get({ conversationId })).toMatchObject({ assignee: bob });
    expect(await inbox.ada.assign({ conversationId, memberId: inbox.bobId })).toEqual({ changed: false });
    expect(await inbox.ada.assign({ conversationId, memberId: null })).toEqual({ changed: true });
    expect(await inbox.ada.assign({ conversationId, memberId: null })).toEqual({ changed: false });
    expect(await eventsOf(conversationId)).toEqual(["user assigned Bob", "user unassigned Bob"]);
  });

  it.each([
    ["leaves the workspace", () => db.delete(memberships).where(eq(memberships.userId, inbox.bobId))],
    [
      "becomes a viewer",
      () => db.update(memberships).set({ role: "viewer" }).where(eq(memberships.userId, inbox.bobId)),
    ],
    ["is deleted", () => db.delete(users).where(eq(users.id, inbox.bobId))],
  ])("who %s has no conversations any longer", async (_name, change) => {
    await change();
    expect(await assigneeOf(conversationId)).toBeNull();
    await expect(inbox.ada.assign({ conversationId, memberId: inbox.bobId })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: expect.stringContaining("Choose another one"),
    });
  });

  it("who gets another role that may answer keeps them", async () => {
    await db.update(memberships).set({ role: "admin" }).where(eq(memberships.userId, inbox.bobId));
    expect(await assigneeOf(conversationId)).toBe(inbox.bobId);
  });
});

describe("The automatic assignment", () => {
  it("is changed by admins only, for their workspace", async () => {
    expect(await inbox.ada.assignment()).toEqual({ assignment: "off", canChange: false });
    await expect(inbox.ada.setAssignment({ assignment: "by_load" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await choose("by_load");
    expect(await inbox.viewer.assignment()).toEqual({ assignment: "by_load", canChange: false });
    const other = await makeInbox();
    expect(await other.ada.assignment()).toMatchObject({ assignment: "off" });
    expect(await createTestCaller({ userId: ownerId }).inbox.assignment()).toMatchObject({ canChange: true });
  });
});
