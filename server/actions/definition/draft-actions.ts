import { and, asc, eq, inArray, max, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { db, type Transaction } from "@/db/client";
import { actions, bots } from "@/db/schema/bots";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { checkDefinition, checkDraft } from "./check-definition";
import type { DefinitionInput } from "./definition-input";
import { showDefinition } from "./seal-constants";

/** Typed for callers; `checkDefinition` validates it and lists every fault. */
const uncheckedDefinition = z.custom<DefinitionInput>();

export const createActionInput = z.object({ botId: idText, definition: uncheckedDefinition });
export const updateActionInput = z.object({
  actionId: idText,
  definition: uncheckedDefinition.optional(),
  enabled: z.boolean().optional(),
});
export const reorderActionsInput = z.object({ botId: idText, actionIds: z.array(idText).max(1000) });

/** The actions of a bot's draft, in order. */
export async function listActions(ctx: ServiceContext, botId: string) {
  requireRole(ctx, "viewer");
  const rows = await db
    .select()
    .from(actions)
    .where(and(eq(actions.workspaceId, ctx.workspaceId), eq(actions.botId, botId)))
    .orderBy(asc(actions.position), asc(actions.id));
  return rows.map(({ id, functionName, definition, enabled, position, updatedAt }) => ({
    id,
    functionName,
    name: definition.name,
    description: definition.description,
    stepCount: definition.steps.length,
    enabled,
    position,
    updatedAt,
  }));
}

/** An action for its editor; secrets have no value. */
export async function getAction(ctx: ServiceContext, actionId: string) {
  requireRole(ctx, "viewer");
  const { id, botId, enabled, position, definition, updatedAt } = await findAction(ctx, actionId);
  return { id, botId, enabled, position, updatedAt, definition: showDefinition(definition) };
}

/** Adds an action to the end of a bot's draft. */
export async function createAction(
  ctx: ServiceContext,
  { botId, definition: input }: z.infer<typeof createActionInput>,
): Promise<{ id: string }> {
  requireRole(ctx, "editor");
  const definition = checkDefinition(input);
  await checkDraft(definition, { workspaceId: ctx.workspaceId, botId });
  const id = newId("action");
  await changeBot(ctx, botId, async (tx) => {
    const { functionName } = definition;
    await assertNameIsFree(tx, ctx, { botId, actionId: id, functionName });
    const [last] = await tx
      .select({ position: max(actions.position) })
      .from(actions)
      .where(and(eq(actions.workspaceId, ctx.workspaceId), eq(actions.botId, botId)));
    const position = (last?.position ?? -1) + 1;
    await tx.insert(actions).values({ id, workspaceId: ctx.workspaceId, botId, functionName, definition, position });
  });
  return { id };
}

/** Updates an action of the draft. A secret without a value keeps the stored one. */
export async function updateAction(
  ctx: ServiceContext,
  { actionId, definition: input, enabled }: z.infer<typeof updateActionInput>,
): Promise<void> {
  requireRole(ctx, "editor");
  const { botId, definition: known } = await findAction(ctx, actionId);
  if (input !== undefined) {
    await checkDraft(checkDefinition(input, known), { workspaceId: ctx.workspaceId, botId });
  }
  await changeBot(ctx, botId, async (tx) => {
    // Read again under the bot's lock, so that concurrent editors do not restore an old secret.
    const stored = await findAction(ctx, actionId, tx);
    const definition = input === undefined ? stored.definition : checkDefinition(input, stored.definition);
    const { functionName } = definition;
    await assertNameIsFree(tx, ctx, { botId, actionId, functionName });
    await tx
      .update(actions)
      .set({ definition, functionName, enabled, updatedAt: sql`now()` })
      .where(and(eq(actions.workspaceId, ctx.workspaceId), eq(actions.id, actionId)));
  });
}

/** Removes an action from the draft; published versions keep it. */
export async function deleteAction(ctx: ServiceContext, actionId: string): Promise<void> {
  requireRole(ctx, "editor");
  const { botId } = await findAction(ctx, actionId);
  await changeBot(ctx, botId, async (tx) => {
    await tx.delete(actions).where(and(eq(actions.workspaceId, ctx.workspaceId), eq(actions.id, actionId)));
  });
}

/** Reorders a bot's actions; the order must contain each of them exactly once. */
export async function reorderActions(
  ctx: ServiceContext,
  { botId, actionIds }: z.infer<typeof reorderActionsInput>,
): Promise<void> {
  requireRole(ctx, "editor");
  await changeBot(ctx, botId, async (tx) => {
    const ofBot = and(eq(actions.workspaceId, ctx.workspaceId), eq(actions.botId, botId));
    const rows = await tx.select({ id: actions.id }).from(actions).where(ofBot);
    const named = new Set(actionIds);
    if (named.size !== actionIds.length || named.size !== rows.length || !rows.every(({ id }) => named.has(id))) {
      throw new DomainError(
        "conflict",
        "The actions have changed in the meantime. Reload the page and sort them again.",
      );
    }
    if (rows.length === 0) return;
    const order = sql`array_position(array[${sql.join(
      actionIds.map((id) => sql`${id}`),
      sql`, `,
    )}], ${actions.id}) - 1`;
    await tx
      .update(actions)
      .set({ position: order })
      .where(and(ofBot, inArray(actions.id, actionIds)));
  });
}

/** Finds an action of the workspace. */
export async function findAction(ctx: ServiceContext, actionId: string, on: Pick<typeof db, "select"> = db) {
  const [row] = await on
    .select()
    .from(actions)
    .where(and(eq(actions.workspaceId, ctx.workspaceId), eq(actions.id, actionId)));
  if (!row) throw new DomainError("not_found", "This action does not exist in your workspace.");
  return row;
}

/** Runs a change of a bot's actions under the bot's lock, and marks its draft as changed. */
export async function changeBot(
  ctx: ServiceContext,
  botId: string,
  change: (tx: Transaction) => Promise<void>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const touched = await tx
      .update(bots)
      .set({ updatedAt: sql`now()` })
      .where(and(eq(bots.workspaceId, ctx.workspaceId), eq(bots.id, botId)))
      .returning({ id: bots.id });
    if (touched.length === 0) throw new DomainError("not_found", "This bot does not exist in your workspace.");
    await change(tx);
  });
}

async function assertNameIsFree(
  tx: Transaction,
  ctx: ServiceContext,
  { botId, actionId, functionName }: { botId: string; actionId: string; functionName: string },
): Promise<void> {
  const [other] = await tx
    .select({ definition: actions.definition })
    .from(actions)
    .where(
      and(
        eq(actions.workspaceId, ctx.workspaceId),
        eq(actions.botId, botId),
        eq(actions.functionName, functionName),
        ne(actions.id, actionId),
      ),
    );
  if (!other) return;
  const message = `The action "${other.definition.name}" has the function name "${functionName}" already. Choose another.`;
  throw new DomainError("conflict", message, { details: [{ path: ["functionName"], message }] });
}
