import { auditedVerbs } from "./audited-verbs";
import type { Author } from "./author";
import { endChange } from "./record-change";

const VERB = "team.createWorkspace";

/** Records that a workspace was made for a person who signed up. A failure is logged only. */
export async function recordNewWorkspace(
  { userId, workspaceId }: { userId: string; workspaceId: string },
  at: Pick<Author, "address" | "requestId">,
): Promise<void> {
  const verb = auditedVerbs[VERB];
  if (!verb) throw new Error(`The audit log does not know ${VERB}.`);
  const author: Author = { workspaceId, type: "user", id: userId, ...at };
  await endChange({ author, name: VERB, verb, input: {}, before: null }, { workspaceId });
}
