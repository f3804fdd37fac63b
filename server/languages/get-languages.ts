import { z } from "zod";
import { requireRole } from "@/server/accounts/require-role";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { countTranslations, readTexts } from "./read-texts";

export const getLanguagesInput = z.object({ botId: idText });

/** How far the translation into a language is. */
export interface LanguageCount {
  language: string;
  missing: number;
  /** Written by a model and not confirmed. */
  drafts: number;
}

export interface BotLanguages {
  /** The first is the main one, which the texts are written in. */
  languages: string[];
  texts: number;
  /** For each other language. */
  counts: LanguageCount[];
  /** Whether the bot's model can draft translations. The offline one cannot. */
  canDraft: boolean;
}

/** Counts which fixed texts of a bot's draft have no translation. */
export async function getLanguages(
  ctx: ServiceContext,
  { botId }: z.infer<typeof getLanguagesInput>,
): Promise<BotLanguages> {
  requireRole(ctx, "viewer");
  const { snapshot, behaviour, texts } = await readTexts(ctx.workspaceId, botId);
  const hashes = texts.map(({ hash }) => hash);
  const known = await countTranslations(ctx.workspaceId, hashes);
  const counts = behaviour.languages.slice(1).map((language) => {
    const { total, drafts } = known.get(language) ?? { total: 0, drafts: 0 };
    return { language, missing: hashes.length - total, drafts };
  });
  const canDraft = snapshot.model.providerId !== null;
  return { languages: behaviour.languages, texts: hashes.length, counts, canDraft };
}
