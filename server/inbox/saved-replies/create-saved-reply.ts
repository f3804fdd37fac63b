import { count, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { savedReplies } from "@/db/schema/inbox";
import { isUniqueViolation } from "@/db/unique-violation";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import type { ServiceContext } from "@/server/service-context";
import { storableText } from "@/server/text/storable-text";
import type { SavedReplyTexts } from "./schema";

/** Operators load all replies to search them while they type. */
const MOST_REPLIES = 500;

/**
 * Adds a saved reply.
 * @throws DomainError `conflict` when its shortcut is taken, `limit_exceeded` when there are too many replies.
 */
export async function createSavedReply(ctx: ServiceContext, texts: SavedReplyTexts): Promise<{ id: string }> {
  requireRole(ctx, "editor");
  const { workspaceId } = ctx;
  const [counted] = await db
    .select({ replies: count() })
    .from(savedReplies)
    .where(eq(savedReplies.workspaceId, workspaceId));
  if ((counted?.replies ?? 0) >= MOST_REPLIES) {
    const message = `A workspace has at most ${MOST_REPLIES} saved replies. Delete one that is no longer used.`;
    throw new DomainError("limit_exceeded", message);
  }
  const id = newId("savedReply");
  await withShortcut(texts, () => db.insert(savedReplies).values({ id, workspaceId, ...storable(texts) }));
  return { id };
}

/** The texts as PostgreSQL can store them. */
export function storable({ name, shortcut, text }: SavedReplyTexts): SavedReplyTexts {
  return { name: storableText(name), shortcut, text: storableText(text) };
}

/** Runs a save that sets a shortcut. @throws DomainError `conflict` when another reply has it. */
export async function withShortcut<T>({ shortcut }: SavedReplyTexts, save: () => Promise<T>): Promise<T> {
  try {
    return await save();
  } catch (error) {
    if (!isUniqueViolation(error, "saved_replies_shortcut")) throw error;
    const message = `Another reply has the shortcut /${shortcut}. Choose another one.`;
    throw new DomainError("conflict", message, { details: [{ path: ["shortcut"], message }] });
  }
}
