import { and, eq, ne, sql, type SQLWrapper } from "drizzle-orm";
import { db } from "@/db/client";
import { actions, bots, botVersions } from "@/db/schema/bots";
import { isShown } from "@/server/accounts/access/limits-sql";
import { requireRole } from "@/server/accounts/require-role";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import type { ServiceContext } from "@/server/service-context";

/** A step of another bot that asks this bot or switches conversations to it. */
export interface BotUse {
  botId: string;
  botName: string;
  actionId: string;
  actionName: string;
  stepName: string;
  /** The step is in the other bot's draft. */
  inDraft: boolean;
  /** The step is in the other bot's published version. */
  published: boolean;
}

/** Lists the steps of the workspace's other bots, both in drafts and in published versions, that use a bot. */
export async function listBotUses(ctx: ServiceContext, botId: string): Promise<BotUse[]> {
  requireRole(ctx, "viewer");
  const others = and(eq(bots.workspaceId, ctx.workspaceId), ne(bots.id, botId), isShown(ctx, { botId: bots.id }));
  const [drafts, published] = await Promise.all([
    db
      .select({ botId: bots.id, botName: bots.name, actionId: actions.id, definition: actions.definition })
      .from(actions)
      .innerJoin(bots, eq(bots.id, actions.botId))
      .where(and(others, names(actions.definition, "$.steps[*]", botId))),
    db
      .select({ botId: bots.id, botName: bots.name, snapshot: botVersions.snapshot })
      .from(bots)
      .innerJoin(botVersions, eq(botVersions.id, bots.publishedVersionId))
      .where(and(others, names(botVersions.snapshot, "$.actions[*].definition.steps[*]", botId))),
  ]);
  const live = published.flatMap(({ snapshot, ...bot }) =>
    snapshot.actions.map(({ id, definition }) => ({ ...bot, actionId: id, definition })),
  );
  return merged([
    ...drafts.flatMap((draft) => usesIn(draft, botId).map((use) => ({ ...use, inDraft: true, published: false }))),
    ...live.flatMap((action) => usesIn(action, botId).map((use) => ({ ...use, inDraft: false, published: true }))),
  ]);
}

function names(document: SQLWrapper, steps: string, botId: string) {
  return sql`jsonb_path_exists(
    ${document}, ${`${steps} ? (@.botId == $bot)`}::jsonpath, jsonb_build_object('bot', ${botId}::text)
  )`;
}

interface Action {
  botId: string;
  botName: string;
  actionId: string;
  definition: ActionDefinition;
}

function usesIn({ definition, ...action }: Action, botId: string) {
  return definition.steps.flatMap((step) => {
    const uses = (step.kind === "sub_bot" || step.kind === "switch_bot") && step.botId === botId;
    return uses ? [{ ...action, actionName: definition.name, stepName: step.name }] : [];
  });
}

/** Merges the draft and published uses of the same step into one, which keeps the names from the draft. */
function merged(uses: BotUse[]): BotUse[] {
  const byStep = new Map<string, BotUse>();
  for (const use of uses) {
    const key = `${use.actionId} ${use.stepName}`;
    const known = byStep.get(key);
    if (known) known.published ||= use.published;
    else byStep.set(key, use);
  }
  const order = (use: BotUse) => `${use.botName}\n${use.actionName}\n${use.stepName}`;
  return [...byStep.values()].toSorted((a, b) => order(a).localeCompare(order(b)));
}
