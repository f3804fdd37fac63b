import { z } from "zod";
import { requireRole } from "@/server/accounts/require-role";
import { idText } from "@/server/input-types";
import { languageCode } from "@/server/schemas/bot-behaviour";
import type { ServiceContext } from "@/server/service-context";
import { type TextFilter, textFilters } from "./texts/fixed-text";
import { assertOtherLanguage, type ListedText, readTexts, readTranslations, type Translation } from "./read-texts";

const PAGE = 100;

export const listTextsInput = z.object({
  botId: idText,
  language: languageCode,
  show: z.enum(textFilters).default("all"),
  /** How many texts to skip. */
  cursor: z.int().min(0).max(100_000).nullish(),
});

export interface TranslatedText extends ListedText {
  /** Null if it is missing. */
  translation: Translation | null;
}

/**
 * Lists the fixed texts of a bot's draft with their translations into a language, 100 to a page.
 * @throws DomainError not_found; invalid for a language that the bot does not have.
 */
export async function listTexts(
  ctx: ServiceContext,
  { botId, language, show, cursor }: z.infer<typeof listTextsInput>,
): Promise<{ texts: TranslatedText[]; nextCursor: number | null }> {
  requireRole(ctx, "viewer");
  const { behaviour, texts } = await readTexts(ctx.workspaceId, botId);
  assertOtherLanguage(behaviour, language);
  const known = await readTranslations(
    ctx.workspaceId,
    texts.map(({ hash }) => hash),
    language,
  );
  const all = texts.map((text) => ({ ...text, translation: known.get(text.hash) ?? null }));
  const shown = all.filter(({ translation }) => isShown(translation, show));
  const from = cursor ?? 0;
  return {
    texts: shown.slice(from, from + PAGE),
    nextCursor: shown.length > from + PAGE ? from + PAGE : null,
  };
}

function isShown(translation: Translation | null, show: TextFilter): boolean {
  switch (show) {
    case "all":
      return true;
    case "missing":
      return translation === null;
    case "drafts":
      return translation?.isDraft ?? false;
  }
}
