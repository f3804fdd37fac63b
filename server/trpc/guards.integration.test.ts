import { TRPCError } from "@trpc/server";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { makeMember, makeUser, makeWorkspace } from "@/db/testing/factories";
import { newId } from "@/server/ids";
import { openSession } from "@/server/accounts/testing/open-session";
import { WORKSPACE_HEADER } from "@/server/accounts/workspace-cookie";
import { roles } from "@/server/roles";
import { adminProcedure, createCallerFactory, editorProcedure, router, workspaceProcedure } from "./init";
import { createTestCaller } from "./testing/create-test-caller";

const guarded = createCallerFactory(
  router({
    read: workspaceProcedure.query(({ ctx }) => ctx.service),
    edit: editorProcedure.mutation(() => "edited"),
    administer: adminProcedure.mutation(() => "administered"),
  }),
);

function callAs(userId: string | null, workspaceId?: string) {
  const headers = new Headers(workspaceId ? { [WORKSPACE_HEADER]: workspaceId } : {});
  return guarded(async () => ({
    headers,
    user: userId === null ? null : await openSession(userId),
    requestId: newId("request"),
    later: () => {},
  }));
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "allowed",
    (error: unknown) => (error instanceof TRPCError ? error.code : error),
  );

describe("The guards", () => {
  it("refuse a caller without a sign-in", async () => {
    expect(await codeOf(callAs(null).read())).toBe("UNAUTHORIZED");
    expect(await codeOf(createTestCaller().accounts.workspaces())).toBe("UNAUTHORIZED");
  });

  it("refuse a caller whose account was deleted", async () => {
    const { userId } = await makeWorkspace();
    await db.delete(users).where(eq(users.id, userId));
    expect(await codeOf(callAs(userId).read())).toBe("UNAUTHORIZED");
    expect(await codeOf(createTestCaller({ userId }).accounts.me())).toBe("UNAUTHORIZED");
  });

  it("return a member's context for the first workspace or the requested one", async () => {
    const own = await makeWorkspace();
    const other = await makeWorkspace();
    await makeMember(other.workspaceId, "viewer", own.userId);
    const context = await callAs(own.userId).read();
    expect(context).toEqual({ ...own.ctx, requestId: expect.stringMatching(/^req_/), address: null });
    expect(await callAs(own.userId, other.workspaceId).read()).toMatchObject({
      workspaceId: other.workspaceId,
      actor: { type: "user", userId: own.userId, role: "viewer" },
    });
  });

  it("refuse another user's workspace exactly like one that does not exist", async () => {
    const { userId } = await makeWorkspace();
    const other = await makeWorkspace();
    const foreign = await callAs(userId, other.workspaceId).read().catch(String);
    expect(foreign).toMatch(/do not belong to this workspace/);
    expect(await callAs(userId, "ws_missing").read().catch(String)).toBe(foreign);
    expect(await codeOf(callAs(userId, other.workspaceId).read())).toBe("FORBIDDEN");
    expect(await codeOf(callAs(userId, "").read())).toBe("allowed");
  });

  it("refuse a caller without a workspace", async () => {
    const { userId } = await makeUser();
    expect(await codeOf(callAs(userId).read())).toBe("FORBIDDEN");
  });

  it("allow each role exactly its permissions", async () => {
    const { workspaceId } = await makeWorkspace();
    const allowed = await Promise.all(
      roles.map(async (role) => {
        const { userId } = await makeMember(workspaceId, role);
        const caller = callAs(userId, workspaceId);
        return [role, await codeOf(caller.read()), await codeOf(caller.edit()), await codeOf(caller.administer())];
      }),
    );
    expect(allowed).toEqual([
      ["owner", "allowed", "allowed", "allowed"],
      ["admin", "allowed", "allowed", "allowed"],
      ["editor", "allowed", "allowed", "FORBIDDEN"],
      ["operator", "allowed", "FORBIDDEN", "FORBIDDEN"],
      ["viewer", "allowed", "FORBIDDEN", "FORBIDDEN"],
    ]);
    const { userId } = await makeMember(workspaceId, "viewer");
    await expect(callAs(userId).edit()).rejects.toThrow(/Your role in this workspace is viewer; this takes editor/);
  });
});

describe("The accounts router", () => {
  it("returns the signed-in user and the workspace", async () => {
    const { userId, workspaceId } = await makeWorkspace();
    const caller = createTestCaller({ userId });
    const me = await caller.accounts.me();
    const workspace = { id: workspaceId, name: "Test workspace", deleteAt: null };
    const unset = { photoId: null, theme: "system", language: null, timeZone: null };
    expect(me).toEqual({
      user: { id: userId, name: "Test User", email: `${userId}@example.com`, ...unset },
      workspace,
      role: "owner",
      isLimited: false,
    });
    expect(await caller.accounts.workspaces()).toEqual([{ workspace, role: "owner" }]);
  });

  it("returns an e-mail in its original script", async () => {
    const { userId } = await makeWorkspace();
    await db.update(users).set({ email: "info@xn--d1aqf.xn--p1ai" }).where(eq(users.id, userId));
    expect((await createTestCaller({ userId }).accounts.me()).user.email).toBe("info@дом.рф");
  });
});
