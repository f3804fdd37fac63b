import { z } from "zod";
import { requireRole } from "@/server/accounts/require-role";
import { idText } from "@/server/input-types";
import { languageCode } from "@/server/schemas/bot-behaviour";
import type { ServiceContext } from "@/server/service-context";
import { assertOtherLanguage, readTexts, readTranslations } from "./read-texts";

export const listMissingInput = z.object({ botId: idText, language: languageCode });

/** How much of a text is shown beside the reason why it has no draft. */
const SHOWN = 100;

/** Lists the texts of a bot's draft that have neither a translation nor a draft of one, with their beginnings. */
export async function listMissing(
  ctx: ServiceContext,
  { botId, language }: z.infer<typeof listMissingInput>,
): Promise<{ hash: string; text: string }[]> {
  requireRole(ctx, "viewer");
  const { behaviour, texts } = await readTexts(ctx.workspaceId, botId);
  assertOtherLanguage(behaviour, language);
  const hashes = texts.map(({ hash }) => hash);
  const known = await readTranslations(ctx.workspaceId, hashes, language);
  return texts.filter(({ hash }) => !known.has(hash)).map(({ hash, text }) => ({ hash, text: text.slice(0, SHOWN) }));
}
