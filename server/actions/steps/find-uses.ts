import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { actions, bots, botVersions } from "@/db/schema/bots";
import type { ActionStep } from "@/server/schemas/action-definition";
import type { ActionUse } from "@/server/tables/assert-unused";

/**
 * Finds the actions, of drafts and of published bots, with a step that names something of the workspace.
 * @param key What the step names.
 * @param fits Whether a step is one that counts.
 */
export async function findUses(
  workspaceId: string,
  key: "tableId" | "raffleId" | "pollId",
  id: string,
  fits: (step: ActionStep) => boolean,
): Promise<ActionUse[]> {
  const step = JSON.stringify([{ [key]: id }]);
  const drafts = await db
    .select({ bot: bots.name, definition: actions.definition })
    .from(actions)
    .innerJoin(bots, eq(bots.id, actions.botId))
    .where(and(eq(actions.workspaceId, workspaceId), sql`${actions.definition} -> 'steps' @> ${step}::jsonb`));
  const path = `$.actions[*].definition.steps[*] ? (@.${key} == $id)`;
  const published = await db
    .select({ bot: bots.name, snapshot: botVersions.snapshot })
    .from(bots)
    .innerJoin(botVersions, eq(botVersions.id, bots.publishedVersionId))
    .where(
      and(
        eq(bots.workspaceId, workspaceId),
        sql`jsonb_path_exists(${botVersions.snapshot}, ${path}::jsonpath, ${JSON.stringify({ id })}::jsonb)`,
      ),
    );
  const all = [
    ...drafts,
    ...published.flatMap(({ bot, snapshot }) => snapshot.actions.map(({ definition }) => ({ bot, definition }))),
  ];
  const uses = all.filter(({ definition }) => definition.steps.some(fits));
  const byName = new Map(
    uses.map(({ bot, definition }) => [`${bot}\n${definition.name}`, { bot, action: definition.name }]),
  );
  return [...byName.values()];
}

/** Finds the actions that draw from a raffle. */
export function raffleUses(workspaceId: string, raffleId: string): Promise<ActionUse[]> {
  const draws = (step: ActionStep) => step.kind === "draw_prize" && step.raffleId === raffleId;
  return findUses(workspaceId, "raffleId", raffleId, draws);
}

/** Finds the actions that vote in a poll. */
export function pollUses(workspaceId: string, pollId: string): Promise<ActionUse[]> {
  const votes = (step: ActionStep) => step.kind === "cast_vote" && step.pollId === pollId;
  return findUses(workspaceId, "pollId", pollId, votes);
}
