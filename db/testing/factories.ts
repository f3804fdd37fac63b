import { db } from "@/db/client";
import { memberships, users, workspaces } from "@/db/schema/accounts";
import type { Role } from "@/server/roles";
import { newId } from "@/server/ids";
import type { ServiceContext } from "@/server/service-context";

export interface TestWorkspace {
  userId: string;
  workspaceId: string;
  ctx: ServiceContext;
}

/** Makes a workspace with its owner, and the context that the guards would create for the owner. */
export async function makeWorkspace(): Promise<TestWorkspace> {
  const { userId } = await makeUser();
  const workspaceId = newId("workspace");
  await db.insert(workspaces).values({ id: workspaceId, name: "Test workspace" });
  await makeMember(workspaceId, "owner", userId);
  const requestId = newId("request");
  return { userId, workspaceId, ctx: { workspaceId, actor: { type: "user", userId, role: "owner" }, requestId } };
}

/** Makes a user without a password and without a workspace. */
export async function makeUser(
  values: Partial<typeof users.$inferInsert> = {},
): Promise<{ userId: string; email: string }> {
  const userId = newId("user");
  const user = { id: userId, email: `${userId}@example.com`, name: "Test User", ...values };
  await db.insert(users).values(user);
  return { userId: user.id, email: user.email };
}

/** Adds a member to a workspace: the given user, or a new one. */
export async function makeMember(workspaceId: string, role: Role, userId?: string): Promise<{ userId: string }> {
  const member = userId ?? (await makeUser()).userId;
  await db.insert(memberships).values({ workspaceId, userId: member, role });
  return { userId: member };
}
