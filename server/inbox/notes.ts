import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { announcement } from "@/db/live";
import { conversationNotes } from "@/db/schema/inbox";
import { storableText } from "@/server/text/storable-text";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { findInboxConversation } from "./find-conversation";
import { requireRole } from "@/server/accounts/require-role";
import { actorOf } from "@/server/conversations/actor-of";
import type { addNoteInput, deleteNoteInput } from "./schema";

/** Adds a note that only members see. Repeated requests with the same client id store it once. */
export async function addNote(ctx: ServiceContext, input: z.infer<typeof addNoteInput>): Promise<{ id: string }> {
  requireRole(ctx, "operator");
  const by = actorOf(ctx);
  const { workspaceId } = ctx;
  const { conversationId } = input;
  await findInboxConversation(ctx, conversationId);
  const authorId = by.actor === "user" ? by.userId : null;
  const id = `nte_${conversationId}_${authorId}_${input.clientNoteId}`;
  await db
    .insert(conversationNotes)
    .values({ id, workspaceId, conversationId, authorId, text: storableText(input.text) })
    .onConflictDoNothing()
    .returning({ announced: announcement("conversation", sql`${conversationNotes.conversationId}`, workspaceId) });
  return { id };
}

/**
 * Deletes a note of the calling member. Does nothing if the note does not exist.
 * @throws DomainError `forbidden` for another member's note.
 */
export async function deleteNote(ctx: ServiceContext, { noteId }: z.infer<typeof deleteNoteInput>): Promise<void> {
  requireRole(ctx, "operator");
  const by = actorOf(ctx);
  const mine = and(eq(conversationNotes.workspaceId, ctx.workspaceId), eq(conversationNotes.id, noteId));
  const [note] = await db.select({ authorId: conversationNotes.authorId }).from(conversationNotes).where(mine);
  if (!note) return;
  if (by.actor !== "user" || note.authorId !== by.userId) {
    throw new DomainError("forbidden", "Only its author can delete a note.");
  }
  await db
    .delete(conversationNotes)
    .where(mine)
    .returning({ announced: announcement("conversation", sql`${conversationNotes.conversationId}`, ctx.workspaceId) });
}
