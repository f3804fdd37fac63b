import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { invitations, memberships, workspaces } from "@/db/schema/accounts";
import { bots } from "@/db/schema/bots";
import { emails } from "@/db/schema/emails";
import { makeMember, makeUser, makeWorkspace } from "@/db/testing/factories";
import { setHits } from "@/db/testing/set-hits";
import { untilWaiting } from "@/db/testing/until-waiting";
import { workspaceCookie } from "@/server/accounts/workspace-cookie";
import { activeMembership } from "@/server/accounts/workspaces";
import { openSession } from "@/server/accounts/testing/open-session";
import type { Role } from "@/server/roles";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { WORKSPACES_PER_USER } from "./create-workspace";
import { purgeWorkspaces } from "./purge-workspaces";

let userId: string;
let workspaceId: string;
let owner: ReturnType<typeof createTestCaller>;

beforeEach(async () => {
  ({ userId, workspaceId } = await makeWorkspace());
  owner = createTestCaller({ userId });
});

async function member(role: Role) {
  const made = await makeMember(workspaceId, role);
  return { ...made, caller: createTestCaller({ userId: made.userId, workspaceId }) };
}

const tokenOf = (url: string) => new URL(url).hash.slice(1);
const roleOf = async (id: string) => (await owner.team.members()).find((each) => each.userId === id)?.role;

describe("A new workspace", () => {
  it("belongs to the person who makes it, whatever their role elsewhere", async () => {
    const { userId: viewerId, caller } = await member("viewer");
    const { workspaceId: made } = await caller.team.createWorkspace({ name: " Bakery " });
    const there = createTestCaller({ userId: viewerId, workspaceId: made });
    expect(await there.accounts.me()).toMatchObject({ workspace: { id: made, name: "Bakery" }, role: "owner" });
    expect(await there.team.members()).toMatchObject([{ userId: viewerId, role: "owner" }]);
    expect(await there.guide.get()).not.toBeNull();
    expect(await there.bots.list()).toEqual([]);
    expect((await there.audit.list({})).entries).toMatchObject([
      { verb: "team.createWorkspace", targetName: "Bakery", actorId: viewerId },
    ]);
    const own = (await caller.accounts.workspaces()).map(({ workspace: { id } }) => id);
    expect(own).toEqual([workspaceId, made]);
    await expect(createTestCaller({ userId, workspaceId: made }).accounts.me()).rejects.toThrow("do not belong");
  });

  it("needs a name that people can see, and is refused after ten in an hour", async () => {
    for (const name of ["", "\u200b\u3164", "x".repeat(101)]) {
      await expect(owner.team.createWorkspace({ name })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    }
    const { limit, windowSeconds } = WORKSPACES_PER_USER;
    await setHits({ key: `create-workspace:${userId}`, windowSeconds }, limit - 1);
    await owner.team.createWorkspace({ name: "The last one" });
    const refused = owner.team.createWorkspace({ name: "One more" });
    await expect(refused).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    expect(await owner.accounts.workspaces()).toHaveLength(2);
  });
});

describe("An invitation", () => {
  it("by link makes one person a member, also if several accept it at the same time", async () => {
    const { url, isMailed } = await owner.team.invite({ email: null, role: "editor" });
    expect([new URL(url).pathname, isMailed]).toEqual(["/invitation", false]);
    const people = await Promise.all([1, 2, 3].map(() => makeUser()));
    const tries = await Promise.allSettled(
      people.map((person) => createTestCaller({ userId: person.userId }).team.accept({ token: tokenOf(url) })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await owner.team.members()).toMatchObject([{ role: "owner" }, { role: "editor" }]);
    expect(await owner.team.invitations()).toEqual([]);
  });

  it("is revoked when the admin who made it is removed or no longer an admin", async () => {
    const [removed, demoted] = [await member("admin"), await member("admin")];
    const links = await Promise.all(
      [removed, demoted].map(({ caller }) => caller.team.invite({ email: null, role: "admin" })),
    );
    await owner.team.removeMember({ userId: removed.userId });
    await owner.team.changeMember({ userId: demoted.userId, role: "viewer" });
    for (const { url } of links) {
      const back = createTestCaller({ userId: removed.userId }).team.accept({ token: tokenOf(url) });
      await expect(back).rejects.toThrow("already accepted or revoked");
    }
  });

  it("is not used up by somebody who is a member already", async () => {
    const { url } = await owner.team.invite({ email: null, role: "viewer" });
    const { userId: editor, caller } = await member("editor");
    expect(await caller.team.accept({ token: tokenOf(url) })).toEqual({ workspaceId });
    expect(await roleOf(editor)).toBe("editor");
    const { userId: next } = await makeUser();
    await createTestCaller({ userId: next }).team.accept({ token: tokenOf(url) });
    expect(await roleOf(next)).toBe("viewer");
  });

  it("says which workspace it is for, without a sign-in, and stores no token", async () => {
    const { url, id } = await owner.team.invite({ email: null, role: "viewer" });
    expect(await createTestCaller().team.readInvitation({ token: tokenOf(url) })).toMatchObject({
      workspace: "Test workspace",
      role: "viewer",
      email: null,
    });
    const [row] = await db.select().from(invitations).where(eq(invitations.id, id));
    expect(JSON.stringify(row)).not.toContain(tokenOf(url));
  });

  it("to an address is accepted only by the account with that address", async () => {
    const { url } = await owner.team.invite({ email: "ada@example.com", role: "operator" });
    const stranger = await makeUser();
    const accept = (id: string) => createTestCaller({ userId: id }).team.accept({ token: tokenOf(url) });
    await expect(accept(stranger.userId)).rejects.toThrow("This invitation is for ada@example.com");
    const ada = await makeUser({ email: "Ada@example.com" });
    expect(await accept(ada.userId)).toEqual({ workspaceId });
    expect(await roleOf(ada.userId)).toBe("operator");
    expect(await db.$count(emails, eq(emails.workspaceId, workspaceId))).toBe(1);
    await expect(owner.team.invite({ email: "ada@example.com", role: "admin" })).rejects.toThrow("already a member");
  });

  it.each([
    ["was revoked", (id: string) => owner.team.revoke({ invitationId: id })],
    [
      "has expired",
      (id: string) =>
        db
          .update(invitations)
          .set({ expiresAt: sql`now()` })
          .where(eq(invitations.id, id)),
    ],
  ])("is refused if it %s", async (_, end) => {
    const { url, id } = await owner.team.invite({ email: null, role: "viewer" });
    await end(id);
    const { userId: person } = await makeUser();
    await expect(createTestCaller({ userId: person }).team.accept({ token: tokenOf(url) })).rejects.toThrow("revoked");
    await expect(owner.team.revoke({ invitationId: id })).rejects.toThrow("no longer open");
  });

  it("is created, listed and revoked by owners and admins only", async () => {
    const { caller } = await member("editor");
    await expect(caller.team.invite({ email: null, role: "viewer" })).rejects.toThrow("role");
    await expect(caller.team.invitations()).rejects.toThrow("role");
    const other = await makeWorkspace();
    const { id } = await owner.team.invite({ email: null, role: "viewer" });
    const stranger = createTestCaller({ userId: other.userId });
    await expect(stranger.team.revoke({ invitationId: id })).rejects.toThrow("no longer open");
  });
});

describe("A member", () => {
  it("gets another role, and is removed, by an admin", async () => {
    const admin = await member("admin");
    const operator = await member("operator");
    await admin.caller.team.changeMember({ userId: operator.userId, role: "editor" });
    expect(await roleOf(operator.userId)).toBe("editor");
    await admin.caller.team.removeMember({ userId: operator.userId });
    await expect(operator.caller.team.members()).rejects.toThrow("do not belong to this workspace");
  });

  it("who is an admin no longer has no effect with a request that began before", async () => {
    const [admin, viewer] = [await member("admin"), await member("viewer")];
    const asAdmin = [
      () => admin.caller.team.changeMember({ userId: viewer.userId, role: "admin" }),
      () => admin.caller.team.removeMember({ userId: viewer.userId }),
      () => admin.caller.team.invite({ email: null, role: "admin" }),
      () => admin.caller.apiKeys.create({ name: "Mine", scopes: ["events:read"], expiresInDays: null }),
    ];
    const { begun } = await db.transaction(async (tx) => {
      await tx.update(memberships).set({ role: "viewer" }).where(eq(memberships.userId, admin.userId));
      const requests = asAdmin.map((request) => request().catch(String));
      await untilWaiting(asAdmin.length);
      return { begun: Promise.all(requests) };
    });
    const refused = expect.stringContaining("Your role in this workspace is viewer");
    expect(await begun).toEqual(asAdmin.map(() => refused));
    expect(await roleOf(viewer.userId)).toBe("viewer");
  });

  it("who is an admin and another one demote each other at the same time, and one of them remains", async () => {
    const [first, second] = [await member("admin"), await member("admin")];
    const tries = await Promise.allSettled([
      first.caller.team.changeMember({ userId: second.userId, role: "viewer" }),
      second.caller.team.changeMember({ userId: first.userId, role: "viewer" }),
    ]);
    const refused = tries.flatMap((each) => (each.status === "rejected" ? [String(each.reason)] : []));
    expect(refused).toEqual([expect.stringContaining("Your role in this workspace is viewer")]);
  });

  it("leaves the workspace, and the owner does not", async () => {
    const viewer = await member("viewer");
    await viewer.caller.team.leave();
    expect(await roleOf(viewer.userId)).toBeUndefined();
    await expect(owner.team.leave()).rejects.toThrow("Transfer the ownership");
  });

  it("cannot change or remove the owner", async () => {
    const { caller } = await member("admin");
    await expect(caller.team.changeMember({ userId, role: "viewer" })).rejects.toThrow("owns this workspace");
    await expect(caller.team.removeMember({ userId })).rejects.toThrow("owns this workspace");
    await expect(caller.team.transferOwnership({ userId })).rejects.toThrow("role");
  });

  it("becomes the owner by a transfer, of which only one succeeds", async () => {
    const [first, second] = [await member("admin"), await member("viewer")];
    const tries = await Promise.allSettled(
      [first, second].map((next) => owner.team.transferOwnership({ userId: next.userId })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const roles = await db.select().from(memberships).where(eq(memberships.workspaceId, workspaceId));
    expect(roles.filter(({ role }) => role === "owner")).toHaveLength(1);
    expect(await roleOf(userId)).toBe("admin");
  });
});

describe("A person with two workspaces", () => {
  it("works in the one that the browser chose, and in the first if it chose one of others", async () => {
    const second = await makeWorkspace();
    await makeMember(second.workspaceId, "viewer", userId);
    const session = await openSession(userId);
    const activeWith = async (cookie: string) =>
      (await activeMembership(session, new Headers({ cookie }))).workspace.id;
    const first = await activeWith("");
    expect(await activeWith(workspaceCookie(second.workspaceId))).toBe(second.workspaceId);
    expect(await activeWith(workspaceCookie(workspaceId))).toBe(workspaceId);
    expect(await activeWith(workspaceCookie((await makeWorkspace()).workspaceId))).toBe(first);
  });
});

describe("The workspace", () => {
  it("is renamed by an admin", async () => {
    const { caller } = await member("admin");
    await caller.team.renameWorkspace({ name: " Bakery " });
    expect((await caller.accounts.me()).workspace.name).toBe("Bakery");
    await expect(caller.team.renameWorkspace({ name: " " })).rejects.toThrow("Give the workspace a name");
  });

  it("is deleted 7 days after its owner typed its name, and is kept if the owner undoes it", async () => {
    const admin = await member("admin");
    await expect(admin.caller.team.deleteWorkspace({ name: "Test workspace" })).rejects.toThrow("role");
    await expect(owner.team.deleteWorkspace({ name: "Test" })).rejects.toThrow("Type the name of the workspace");
    const { deleteAt } = await owner.team.deleteWorkspace({ name: "Test workspace" });
    expect(Date.parse(deleteAt) - Date.now()).toBeGreaterThan(6.9 * 24 * 3600 * 1000);
    expect((await admin.caller.accounts.me()).workspace.deleteAt).toBe(deleteAt);
    await expect(owner.team.deleteWorkspace({ name: "Test workspace" })).rejects.toThrow("already");
    await owner.team.keepWorkspace();
    expect((await owner.accounts.me()).workspace.deleteAt).toBeNull();
    expect(await purgeWorkspaces()).toBe(0);
    await owner.bots.create({ name: "Shop", templateId: null });
    await owner.team.deleteWorkspace({ name: "Test workspace" });
    await db
      .update(workspaces)
      .set({ deleteAt: sql`now()` })
      .where(eq(workspaces.id, workspaceId));
    expect(await purgeWorkspaces()).toBe(1);
    expect(await db.$count(bots, eq(bots.workspaceId, workspaceId))).toBe(0);
    await expect(owner.team.members()).rejects.toThrow("do not belong to a workspace");
  });

  it("is not set to be deleted by somebody who is transferring the ownership at this moment", async () => {
    const admin = await member("admin");
    const isOwner = and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId));
    const { deletion } = await db.transaction(async (tx) => {
      await tx.update(memberships).set({ role: "admin" }).where(isOwner);
      const request = owner.team.deleteWorkspace({ name: "Test workspace" }).catch(String);
      await untilWaiting();
      return { deletion: request };
    });
    expect(await deletion).toContain("Your role in this workspace is admin");
    expect((await admin.caller.accounts.me()).workspace.deleteAt).toBeNull();
  });

  it("lists in the audit log who joined, changed and left", async () => {
    const viewer = await member("viewer");
    await owner.team.changeMember({ userId: viewer.userId, role: "editor" });
    const [entry] = (await owner.audit.list({})).entries;
    expect(entry).toMatchObject({ verb: "team.changeMember", before: { role: "viewer" }, after: { role: "editor" } });
    const { url } = await owner.team.invite({ email: null, role: "viewer" });
    const { userId: person } = await makeUser();
    await createTestCaller({ userId: person }).team.accept({ token: tokenOf(url) });
    expect((await owner.audit.list({ actorId: person })).entries).toMatchObject([
      { verb: "team.accept", before: null },
    ]);
  });
});
