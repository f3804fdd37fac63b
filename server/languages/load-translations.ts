import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { scenarioWebhooks } from "@/db/schema/scenario";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import { actionValues } from "./texts/action-texts";
import { botTexts } from "./texts/bot-texts";
import { optionValues } from "./texts/scenario-texts";
import { textHash } from "./texts/text-hash";
import { usedWebhooks, webhookText } from "./texts/webhook-texts";

/**
 * The confirmed translations of texts into a language, by the text. One query; texts without a translation are left out.
 * @param webhookIds The webhooks whose texts are translated, too. Their texts are not in a bot's version.
 */
export async function loadTranslations(
  workspaceId: string,
  hashes: readonly string[],
  language: string,
  webhookIds: readonly string[] = [],
): Promise<ReadonlyMap<string, string>> {
  if (hashes.length === 0 && webhookIds.length === 0) return new Map();
  const ofWebhooks = sql`array(
    select encode(sha256(convert_to(${webhookText}, 'UTF8')), 'hex') from ${scenarioWebhooks}
    where ${scenarioWebhooks.workspaceId} = ${workspaceId}
      and ${scenarioWebhooks.id} = any(${sql.param(webhookIds)}::text[]))`;
  const wanted = sql`${sql.param(hashes)}::text[]`;
  const rows = await db.execute<{ original: string; text: string }>(sql`
    select original, text from text_translations
    where workspace_id = ${workspaceId} and language = ${language} and not is_draft
      and original_hash = any(${webhookIds.length > 0 ? sql`${wanted} || ${ofWebhooks}` : wanted})`);
  return new Map(rows.map(({ original, text }) => [original, text]));
}

interface OwnTexts {
  /** The fixed texts, and the values of options. */
  texts: ReadonlySet<string>;
  /** Of the fixed texts. */
  hashes: readonly string[];
  webhookIds: readonly string[];
}

/** The texts of snapshots in use. Snapshots never change. */
const known = new WeakMap<BotSnapshot, OwnTexts>();

/** The fixed texts of a bot's version. */
export function ownTexts(snapshot: BotSnapshot): OwnTexts {
  const before = known.get(snapshot);
  if (before) return before;
  const texts = botTexts(snapshot).map(({ text }) => text);
  const ofScenario = (snapshot.scenario?.interactions ?? []).flatMap(optionValues);
  const ofActions = snapshot.actions.flatMap(({ definition }) => actionValues(definition));
  const own = {
    texts: new Set([...texts, ...ofScenario, ...ofActions]),
    hashes: texts.map(textHash),
    webhookIds: usedWebhooks(snapshot),
  };
  known.set(snapshot, own);
  return own;
}
