import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { actions, bots, botVersions } from "@/db/schema/bots";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import { secretNamesIn } from "./secret-references";

/** An action that uses a workspace secret. */
export interface SecretUse {
  botId: string;
  botName: string;
  actionId: string;
  actionName: string;
  inDraft: boolean;
  published: boolean;
}

/** Finds the actions that use secrets in a draft or a published version, by the secret's name. */
export async function findSecretUses(workspaceId: string): Promise<Map<string, SecretUse[]>> {
  const uses = new Map<string, SecretUse[]>();
  for (const { definition, ...found } of await candidates(workspaceId)) {
    for (const name of secretNamesIn(definition.steps)) {
      const known = uses.get(name) ?? [];
      uses.set(name, known);
      const same = known.find(({ actionId }) => actionId === found.actionId);
      if (same) same.published ||= found.published;
      else known.push({ ...found, actionName: definition.name });
    }
  }
  return uses;
}

type Candidate = Omit<SecretUse, "actionName"> & { definition: ActionDefinition };

/** All actions that may use a secret, those of drafts first. */
async function candidates(workspaceId: string): Promise<Candidate[]> {
  const bot = { botId: bots.id, botName: bots.name };
  const [drafts, versions] = await Promise.all([
    db
      .select({ ...bot, actionId: actions.id, definition: actions.definition })
      .from(actions)
      .innerJoin(bots, eq(bots.id, actions.botId))
      .where(and(eq(actions.workspaceId, workspaceId), sql`${actions.definition}::text like '%secrets.%'`))
      .orderBy(bots.name, actions.position, actions.id),
    db
      .select({ ...bot, snapshot: botVersions.snapshot })
      .from(bots)
      .innerJoin(botVersions, eq(botVersions.id, bots.publishedVersionId))
      .where(and(eq(bots.workspaceId, workspaceId), sql`${botVersions.snapshot} ->> 'actions' like '%secrets.%'`))
      .orderBy(bots.name),
  ]);
  const published = versions.flatMap(({ snapshot, ...of }) =>
    snapshot.actions.map(({ id, definition }) => ({
      ...of,
      actionId: id,
      definition,
      inDraft: false,
      published: true,
    })),
  );
  return [...drafts.map((draft) => ({ ...draft, inDraft: true, published: false })), ...published];
}
