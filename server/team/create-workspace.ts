import type { z } from "zod";
import { db } from "@/db/client";
import { addWorkspace } from "@/server/accounts/add-workspace";
import { enforceRateLimit } from "@/server/accounts/limits/rate-limit";
import type { Author } from "@/server/audit/author";
import { recordChange } from "@/server/audit/record-change";
import { newId } from "@/server/ids";
import type { createWorkspaceInput } from "./team-input";

/** For a person, whatever workspaces they have. */
export const WORKSPACES_PER_USER = { limit: 10, windowSeconds: 3600 };

/**
 * Makes a further workspace, which the user owns.
 * @throws DomainError limit_exceeded.
 */
export async function createWorkspace(
  userId: string,
  input: z.infer<typeof createWorkspaceInput>,
  at: Pick<Author, "address" | "requestId">,
): Promise<{ workspaceId: string }> {
  await enforceRateLimit({ key: `create-workspace:${userId}`, ...WORKSPACES_PER_USER }, tooMany);
  const workspaceId = newId("workspace");
  const author: Author = { workspaceId, type: "user", id: userId, ...at };
  await recordChange(author, "team.createWorkspace", input, () =>
    db.transaction((tx) => addWorkspace(tx, userId, input.name, workspaceId)),
  );
  return { workspaceId };
}

function tooMany(retryAfterSeconds: number): string {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  return `You made ${WORKSPACES_PER_USER.limit} workspaces within an hour. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`;
}
