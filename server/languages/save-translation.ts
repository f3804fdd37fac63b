import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { textTranslations } from "@/db/schema/translations";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import { languageCode } from "@/server/schemas/bot-behaviour";
import type { ServiceContext } from "@/server/service-context";
import { storableText } from "@/server/text/storable-text";
import { assertOtherLanguage, type ListedText, readTexts, type Translation } from "./read-texts";
import { findFault } from "./texts/find-fault";

/** The SHA-256 of a text, in hexadecimal. */
export const hashInput = z.string().regex(/^[0-9a-f]{64}$/, "Name a text by its hash.");

export const saveTranslationInput = z.object({
  botId: idText,
  language: languageCode,
  hash: hashInput,
  /** Empty: removes the translation. */
  text: z.string().max(20_000, "The translation is too long.").overwrite(storableText).trim(),
});

/**
 * Saves the translation of a text of a bot's draft, which confirms a draft of it. It is used from now on, by all bots of
 * the workspace that have the same text.
 * @throws DomainError not_found if the bot no longer has the text; invalid if the translation is too long or lacks a
 * placeholder.
 */
export async function saveTranslation(
  ctx: ServiceContext,
  { botId, language, hash, text }: z.infer<typeof saveTranslationInput>,
): Promise<{ translation: Translation | null }> {
  requireRole(ctx, "editor");
  const { behaviour, texts } = await readTexts(ctx.workspaceId, botId);
  assertOtherLanguage(behaviour, language);
  const original = texts.find((one) => one.hash === hash);
  if (!original) throw new DomainError("not_found", "The text was changed or removed meanwhile. Load the page again.");
  if (text === "") {
    await removeTranslation(ctx.workspaceId, hash, language);
    return { translation: null };
  }
  const fault = findFault(original, text);
  if (fault !== null) throw new DomainError("invalid", fault);
  await storeConfirmed(ctx.workspaceId, language, { original, text });
  return { translation: { text, isDraft: false } };
}

async function removeTranslation(workspaceId: string, hash: string, language: string): Promise<void> {
  const { originalHash } = textTranslations;
  await db
    .delete(textTranslations)
    .where(
      and(
        eq(textTranslations.workspaceId, workspaceId),
        eq(originalHash, hash),
        eq(textTranslations.language, language),
      ),
    );
}

interface Translated {
  original: ListedText;
  text: string;
}

async function storeConfirmed(workspaceId: string, language: string, translated: Translated): Promise<void> {
  await db
    .insert(textTranslations)
    .values(rowOf(workspaceId, language, translated, false))
    .onConflictDoUpdate({
      target: [textTranslations.workspaceId, textTranslations.originalHash, textTranslations.language],
      set: { text: translated.text, isDraft: false, updatedAt: sql`now()` },
    });
}

/** Stores a model's drafts of texts. A draft never replaces a confirmed translation. */
export async function storeDrafts(workspaceId: string, language: string, drafts: Translated[]): Promise<void> {
  if (drafts.length === 0) return;
  await db
    .insert(textTranslations)
    .values(drafts.map((draft) => rowOf(workspaceId, language, draft, true)))
    .onConflictDoUpdate({
      target: [textTranslations.workspaceId, textTranslations.originalHash, textTranslations.language],
      set: { text: sql`excluded.text`, updatedAt: sql`now()` },
      setWhere: eq(textTranslations.isDraft, true),
    });
}

function rowOf(workspaceId: string, language: string, { original, text }: Translated, isDraft: boolean) {
  return { workspaceId, originalHash: original.hash, language, original: original.text, text, isDraft };
}
