import { sql } from "drizzle-orm";
import type { z } from "zod";
import { HIDDEN } from "@/server/accounts/access/hide-contacts";
import { DomainError } from "@/server/errors";
import { mapStrings } from "@/server/text/map-strings";
import { storableText } from "@/server/text/storable-text";
import { changeConversation } from "@/server/conversations/change-conversation";
import type { ServiceContext } from "@/server/service-context";
import { requireRole } from "@/server/accounts/require-role";
import { actorOf } from "@/server/conversations/actor-of";
import type { setVariablesInput } from "./schema";

/** Sets and removes variables of a conversation; the others stay unchanged. */
export async function setInboxVariables(
  ctx: ServiceContext,
  { conversationId, values, remove }: z.infer<typeof setVariablesInput>,
): Promise<{ changed: boolean }> {
  requireRole(ctx, "operator");
  if (ctx.hidesContacts && JSON.stringify(values).includes(HIDDEN)) {
    throw new DomainError(
      "invalid",
      `Part of this value is hidden from you (${HIDDEN}). Write the whole value instead.`,
    );
  }
  const kept = JSON.stringify(mapStrings(values, storableText));
  const removed = JSON.stringify(remove.map(storableText));
  const next = sql`(c.variables - array(select jsonb_array_elements_text(${removed}::jsonb))) || ${kept}::jsonb`;
  const changed = await changeConversation({
    workspaceId: ctx.workspaceId,
    conversationId,
    set: sql`variables = ${next}`,
    where: sql`c.variables is distinct from ${next}`,
    event: { kind: "variables_set", by: actorOf(ctx), text: [...Object.keys(values), ...remove].join(", ") },
  });
  return { changed };
}
