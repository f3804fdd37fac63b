import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { db, type Transaction } from "@/db/client";
import { bots, nextDraftTime } from "@/db/schema/bots";
import { interactions } from "@/db/schema/scenario";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import { type Interaction, writtenInteraction } from "@/server/schemas/scenario/interaction";
import type { ServiceContext } from "@/server/service-context";
import { readInteractions } from "../read-scenario";
import { applyChange } from "./apply-change";
import { fingerprint } from "./fingerprint";

const MAX_INTERACTIONS = 500;
const MAX_BYTES = 4 * 1024 * 1024;

/** Changes of a scenario that are made together. */
export const scenarioEdit = z.object({
  botId: idText,
  /** New and changed interactions, whole. New ones come with ids made by the caller (`int_…`). */
  put: z.array(writtenInteraction).max(MAX_INTERACTIONS).default([]),
  remove: z.array(idText).max(MAX_INTERACTIONS).default([]),
  /** The order of all interactions after the edit; unnamed ones keep theirs at the end. Absent: unchanged. */
  order: z.array(idText).max(MAX_INTERACTIONS).optional(),
  /** The fingerprint of the interactions to change as the caller knows them; the edit is refused if they differ. */
  check: z.string().nullable().default(null),
});
export type ScenarioEdit = z.infer<typeof scenarioEdit>;

export interface AppliedScenarioEdit {
  /** The edit that takes this one back. */
  undo: ScenarioEdit;
}

/**
 * Makes an edit of a bot's draft, all of it or nothing. The result's `undo` is an edit, too.
 * @throws DomainError invalid for a faulty interaction, conflict if somebody else changed the same interactions.
 */
export async function editScenario(ctx: ServiceContext, edit: ScenarioEdit): Promise<AppliedScenarioEdit> {
  requireRole(ctx, "editor");
  const { botId, put, remove } = edit;
  const ids = [...put.map(({ id }) => id), ...remove];
  if (new Set(ids).size !== ids.length) throw new DomainError("invalid", "An interaction is given twice.");
  return db.transaction(async (tx) => {
    await lockBot(tx, ctx.workspaceId, botId);
    const before = await readInteractions(ctx.workspaceId, botId, tx);
    if (edit.check !== null && edit.check !== fingerprint(before, ids)) {
      throw new DomainError("conflict", "Somebody else changed these interactions meanwhile. Load the page again.");
    }
    const after = applyChange(before, edit);
    assertWhole(after);
    await store(tx, { workspaceId: ctx.workspaceId, botId }, before, after);
    return { undo: undoOf(edit, ids, before, after) };
  });
}

async function lockBot(tx: Transaction, workspaceId: string, botId: string): Promise<void> {
  const [bot] = await tx
    .update(bots)
    .set({ updatedAt: nextDraftTime })
    .where(and(eq(bots.workspaceId, workspaceId), eq(bots.id, botId)))
    .returning({ id: bots.id });
  if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
}

/** Rules about all interactions of a bot together. */
function assertWhole(all: Interaction[]): void {
  if (all.length > MAX_INTERACTIONS) {
    throw new DomainError("limit_exceeded", `A bot has at most ${MAX_INTERACTIONS} interactions.`);
  }
  for (const role of ["welcome", "fallback"] as const) {
    if (all.filter((one) => one.role === role).length > 1) {
      throw new DomainError("invalid", `A bot has only one ${role === "welcome" ? "Welcome" : "Fallback"}.`);
    }
  }
  if (Buffer.byteLength(JSON.stringify(all)) > MAX_BYTES) {
    throw new DomainError("limit_exceeded", "The scenario is larger than 4 MB. Remove phrases or texts.");
  }
}

type Scope = Record<"workspaceId" | "botId", string>;

/** Writes what differs. */
async function store(tx: Transaction, scope: Scope, before: Interaction[], after: Interaction[]): Promise<void> {
  const gone = before.filter(({ id }) => !after.some((one) => one.id === id)).map(({ id }) => id);
  if (gone.length > 0) {
    const ours = and(eq(interactions.workspaceId, scope.workspaceId), eq(interactions.botId, scope.botId));
    await tx.delete(interactions).where(and(ours, inArray(interactions.id, gone)));
  }
  const places = new Map(before.map((one, i) => [one.id, { one, i }]));
  const rows = after.flatMap((one, position) => {
    const known = places.get(one.id);
    if (known && known.i === position && JSON.stringify(known.one) === JSON.stringify(one)) return [];
    const { id, ...definition } = one;
    return [{ ...scope, id, definition, position }];
  });
  if (rows.length === 0) return;
  const written = await tx
    .insert(interactions)
    .values(rows)
    .onConflictDoUpdate({
      target: interactions.id,
      set: { definition: sql`excluded.definition`, position: sql`excluded.position`, updatedAt: sql`now()` },
      setWhere: sql`${interactions.workspaceId} = excluded.workspace_id and ${interactions.botId} = excluded.bot_id`,
    })
    .returning({ id: interactions.id });
  if (written.length < rows.length) throw new DomainError("invalid", "The id of a new interaction is already used.");
}

function undoOf(edit: ScenarioEdit, ids: string[], before: Interaction[], after: Interaction[]): ScenarioEdit {
  // Text changes keep the order, which somebody else may change before they are undone.
  const movesRows = edit.order !== undefined || edit.remove.length > 0;
  return {
    botId: edit.botId,
    put: before.filter(({ id }) => ids.includes(id)),
    remove: after.filter(({ id }) => !before.some((one) => one.id === id)).map(({ id }) => id),
    ...(movesRows && { order: before.map(({ id }) => id) }),
    check: fingerprint(after, ids),
  };
}
