import { and, eq, gt, sql } from "drizzle-orm";
import { actions } from "@/db/schema/bots";
import { requireRole } from "@/server/accounts/require-role";
import { newId } from "@/server/ids";
import type { ServiceContext } from "@/server/service-context";
import { changeBot, findAction } from "./draft-actions";

/**
 * Copies an action within its bot's draft, below the original. The copy is off, so that the bot does not choose between
 * two actions with one description. Sealed secrets stay usable.
 */
export async function duplicateAction(ctx: ServiceContext, actionId: string): Promise<{ id: string; name: string }> {
  requireRole(ctx, "editor");
  const { botId } = await findAction(ctx, actionId);
  const id = newId("action");
  let name = "";
  await changeBot(ctx, botId, async (tx) => {
    const { definition, position } = await findAction(ctx, actionId, tx);
    const ofBot = and(eq(actions.workspaceId, ctx.workspaceId), eq(actions.botId, botId));
    const rows = await tx.select({ functionName: actions.functionName }).from(actions).where(ofBot);
    const functionName = freeName(definition.functionName, new Set(rows.map((row) => row.functionName)));
    name = `${definition.name.slice(0, MAX_NAME - SUFFIX.length)}${SUFFIX}`;
    await tx
      .update(actions)
      .set({ position: sql`${actions.position} + 1` })
      .where(and(ofBot, gt(actions.position, position)));
    await tx.insert(actions).values({
      id,
      workspaceId: ctx.workspaceId,
      botId,
      functionName,
      definition: { ...definition, name, functionName },
      position: position + 1,
      enabled: false,
    });
  });
  return { id, name };
}

const MAX_NAME = 100;
const SUFFIX = " (copy)";

/** "look_up_copy", then "look_up_copy_2", within the 64 characters of a function name. */
function freeName(functionName: string, taken: ReadonlySet<string>): string {
  const stem = functionName.slice(0, 50).replace(/_copy(_\d+)?$/, "");
  let free = `${stem}_copy`;
  for (let number = 2; taken.has(free); number += 1) free = `${stem}_copy_${number}`;
  return free;
}
