import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import { botTexts } from "./texts/bot-texts";
import { optionValues } from "./texts/scenario-texts";
import { textHash } from "./texts/text-hash";

/** The confirmed translations of texts into a language, by the text. One query; texts without a translation are left out. */
export async function loadTranslations(
  workspaceId: string,
  hashes: readonly string[],
  language: string,
): Promise<ReadonlyMap<string, string>> {
  if (hashes.length === 0) return new Map();
  const rows = await db.execute<{ original: string; text: string }>(sql`
    select original, text from text_translations
    where workspace_id = ${workspaceId} and language = ${language} and not is_draft
      and original_hash = any(${sql.param(hashes)}::text[])`);
  return new Map(rows.map(({ original, text }) => [original, text]));
}

interface OwnTexts {
  /** The fixed texts, and the values of options. */
  texts: ReadonlySet<string>;
  /** Of the fixed texts. */
  hashes: readonly string[];
}

/** The texts of snapshots in use. Snapshots never change. */
const known = new WeakMap<BotSnapshot, OwnTexts>();

/** The fixed texts of a bot's version. */
export function ownTexts(snapshot: BotSnapshot): OwnTexts {
  const before = known.get(snapshot);
  if (before) return before;
  const texts = botTexts(snapshot).map(({ text }) => text);
  const values = (snapshot.scenario?.interactions ?? []).flatMap(optionValues);
  const own = { texts: new Set([...texts, ...values]), hashes: texts.map(textHash) };
  known.set(snapshot, own);
  return own;
}
