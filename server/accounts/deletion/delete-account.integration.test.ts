import { setTimeout } from "node:timers/promises";
import { eq, inArray } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { memberships, sessions, users, workspaces } from "@/db/schema/accounts";
import { files } from "@/db/schema/files";
import { makeMember, makeUser, makeWorkspace } from "@/db/testing/factories";
import { storeFile } from "@/server/files/store-file";
import { png } from "@/server/files/testing/sample-files";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { recordDepartures } from "@/server/audit/record-departures";
import { purgeWorkspace } from "@/server/team/purge-workspaces";
import { hashPassword } from "../passwords/password";
import { deleteAccount } from "./delete-account";

const password = "correct horse battery";

async function makePerson() {
  const { userId } = await makeUser({ passwordHash: await hashPassword(password) });
  return { userId, accounts: createTestCaller({ userId }).accounts };
}

/** Makes a workspace that a person owns. */
async function makeOwned(userId: string, name: string): Promise<string> {
  const { workspaceId, userId: first } = await makeWorkspace();
  await makeMember(workspaceId, "owner", userId);
  await db.delete(memberships).where(eq(memberships.userId, first));
  await db.update(workspaces).set({ name }).where(eq(workspaces.id, workspaceId));
  return workspaceId;
}

const exists = async (userId: string) => (await db.$count(users, eq(users.id, userId))) === 1;

describe("accounts.deleteAccount", () => {
  it("deletes the account, its sessions and the workspaces without other members, and leaves the others", async () => {
    const { userId, accounts } = await makePerson();
    const solo = await makeOwned(userId, "Solo");
    const { workspaceId: shared } = await makeWorkspace();
    await makeMember(shared, "editor", userId);
    await storeFile({ workspaceId: solo, name: "a.png", bytes: png });
    expect(await accounts.deletionPlan()).toEqual({ deleted: [{ id: solo, name: "Solo" }], blocking: [] });
    await accounts.deleteAccount({ password });
    expect(await exists(userId)).toBe(false);
    expect(await db.$count(sessions, eq(sessions.userId, userId))).toBe(0);
    const left = await db
      .select({ id: workspaces.id })
      .from(workspaces)
      .where(inArray(workspaces.id, [solo, shared]));
    expect(left).toEqual([{ id: shared }]);
    expect(await db.$count(files, eq(files.workspaceId, solo))).toBe(0);
  });

  it("is recorded in the audit log of each workspace that stays", async () => {
    const { userId, accounts } = await makePerson();
    await makeOwned(userId, "Solo");
    const stay = await Promise.all([makeWorkspace(), makeWorkspace(), makeWorkspace()]);
    const [first, second, foreign] = stay;
    await makeMember(first.workspaceId, "editor", userId);
    await makeMember(second.workspaceId, "owner", userId);
    await db.update(users).set({ name: "Grace" }).where(eq(users.id, userId));
    await accounts.deleteAccount({ password });
    const entriesOf = async ({ userId: owner }: { userId: string }) =>
      (await createTestCaller({ userId: owner }).audit.list({})).entries;
    const left = { verb: "accounts.deleteAccount", actorType: "user", actorId: userId, actorName: "Grace" };
    const member = { targetType: "member", targetId: userId, targetName: "Grace", after: null };
    expect(await entriesOf(first)).toMatchObject([{ ...left, ...member, before: { role: "editor" } }]);
    expect(await entriesOf(second)).toMatchObject([{ ...left, ...member, before: { role: "owner" } }]);
    expect(await entriesOf(foreign)).toEqual([]);
  });

  it("revokes the open invitations of the member, who could otherwise come back by an own link", async () => {
    const { userId, accounts } = await makePerson();
    const { workspaceId } = await makeWorkspace();
    await makeMember(workspaceId, "admin", userId);
    const { url } = await createTestCaller({ userId, workspaceId }).team.invite({ email: null, role: "admin" });
    await accounts.deleteAccount({ password });
    const again = createTestCaller({ userId: (await makeUser()).userId });
    await expect(again.team.accept({ token: new URL(url).hash.slice(1) })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is done even if it cannot be recorded in the audit log", async () => {
    const { userId } = await makePerson();
    const { workspaceId, userId: owner } = await makeWorkspace();
    await makeMember(workspaceId, "editor", userId);
    await deleteAccount(userId, password, {
      // The database refuses this character.
      recordDepartures: (tx, departure) => recordDepartures(tx, departure, { address: null, requestId: "\0" }),
      purgeWorkspace,
    });
    expect(await exists(userId)).toBe(false);
    expect((await createTestCaller({ userId: owner }).audit.list({})).entries).toEqual([]);
  });

  it("either deletes a workspace or leaves it whole if somebody joins at the same time", async () => {
    for (let round = 0; round < 8; round++) {
      const { userId, accounts } = await makePerson();
      const solo = await makeOwned(userId, "Solo");
      await storeFile({ workspaceId: solo, name: "a.png", bytes: png });
      const { url } = await createTestCaller({ userId, workspaceId: solo }).team.invite({
        email: null,
        role: "viewer",
      });
      const joiner = createTestCaller({ userId: (await makeUser()).userId });
      const [deleted, joined] = await Promise.allSettled([
        accounts.deleteAccount({ password }),
        setTimeout(round * 3).then(() => joiner.team.accept({ token: new URL(url).hash.slice(1) })),
      ]);
      expect([deleted.status, joined.status].toSorted()).toEqual(["fulfilled", "rejected"]);
      const refused = deleted.status === "rejected" ? deleted : joined;
      expect(refused).toMatchObject({ reason: { code: expect.stringMatching(/CONFLICT|NOT_FOUND/) } });
      const isKept = joined.status === "fulfilled" ? 1 : 0;
      expect(await db.$count(workspaces, eq(workspaces.id, solo))).toBe(isKept);
      expect(await db.$count(files, eq(files.workspaceId, solo))).toBe(isKept);
    }
  });

  it("is refused with the names of workspaces that would have no owner, and deletes nothing", async () => {
    const { userId, accounts } = await makePerson();
    const solo = await makeOwned(userId, "Solo");
    const shop = await makeOwned(userId, "Shop");
    const { userId: colleague } = await makeMember(shop, "admin");
    const refused = accounts.deleteAccount({ password });
    await expect(refused).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("“Shop”") });
    expect(await db.$count(workspaces, inArray(workspaces.id, [solo, shop]))).toBe(2);
    await db.update(memberships).set({ role: "owner" }).where(eq(memberships.userId, colleague));
    await accounts.deleteAccount({ password });
    expect([await exists(userId), await exists(colleague)]).toEqual([false, true]);
    expect(await db.$count(workspaces, eq(workspaces.id, shop))).toBe(1);
  });

  it("needs the password", async () => {
    const { userId, accounts } = await makePerson();
    const guess = accounts.deleteAccount({ password: "a guess" });
    await expect(guess).rejects.toMatchObject({ cause: { details: [{ path: ["password"] }] } });
    expect(await exists(userId)).toBe(true);
  });
});
