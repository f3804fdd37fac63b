import { and, count, desc, eq, inArray, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { textTranslations } from "@/db/schema/translations";
import { composeSnapshot } from "@/server/bots/compose-snapshot";
import { DomainError } from "@/server/errors";
import { behaviourOf, type BotBehaviour } from "@/server/schemas/bot-behaviour";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import { botTexts, inOrder } from "./texts/bot-texts";
import type { FixedText } from "./texts/fixed-text";
import { textHash } from "./texts/text-hash";
import { webhookTexts } from "./texts/webhook-texts";

/** The most direct answers that are listed, the newest first. */
const MAX_ANSWERS = 2000;
/** The limit of `server/schemas/knowledge/source-settings.ts`. */
const LONGEST_ANSWER = 4000;

export interface ListedText extends FixedText {
  hash: string;
}

export interface DraftTexts {
  snapshot: BotSnapshot;
  behaviour: BotBehaviour;
  texts: ListedText[];
}

/** The texts that a bot's draft, its webhooks and its direct answers would send. */
export async function readTexts(workspaceId: string, botId: string): Promise<DraftTexts> {
  const snapshot = await composeSnapshot(workspaceId, botId);
  const behaviour = behaviourOf(snapshot);
  const [ofWebhooks, answers] = await Promise.all([
    webhookTexts(workspaceId, snapshot),
    directAnswers(workspaceId, behaviour),
  ]);
  const texts = inOrder([...botTexts(snapshot), ...ofWebhooks, ...answers]);
  return { snapshot, behaviour, texts: texts.map((one) => ({ ...one, hash: textHash(one.text) })) };
}

async function directAnswers(workspaceId: string, { knowledge }: BotBehaviour): Promise<FixedText[]> {
  if (!knowledge.isOn) return [];
  const { settings } = knowledgeSources;
  const usesAll = knowledge.sourceIds === null || knowledge.allQuestions;
  const rows = await db
    .select({ place: sql<string>`${settings} ->> 'question'`, text: sql<string>`${settings} ->> 'answer'` })
    .from(knowledgeSources)
    .where(
      and(
        eq(knowledgeSources.workspaceId, workspaceId),
        eq(knowledgeSources.kind, "question"),
        eq(knowledgeSources.isEnabled, true),
        usesAll ? undefined : inArray(knowledgeSources.id, knowledge.sourceIds ?? []),
      ),
    )
    .orderBy(desc(knowledgeSources.id))
    .limit(MAX_ANSWERS);
  return rows.map(({ place, text }) => ({ group: "answers", place, text, limit: LONGEST_ANSWER }));
}

export interface Translation {
  text: string;
  /** A model wrote it, and it is not used before a member confirms it. */
  isDraft: boolean;
}

/** The translations of texts into a language, by their hashes. */
export async function readTranslations(
  workspaceId: string,
  hashes: readonly string[],
  language: string,
): Promise<ReadonlyMap<string, Translation>> {
  const { originalHash, text, isDraft } = textTranslations;
  const rows = await db
    .select({ originalHash, text, isDraft })
    .from(textTranslations)
    .where(
      and(
        eq(textTranslations.workspaceId, workspaceId),
        eq(textTranslations.language, language),
        sql`${originalHash} = any(${sql.param(hashes)}::text[])`,
      ),
    );
  return new Map(rows.map((row) => [row.originalHash, { text: row.text, isDraft: row.isDraft }]));
}

/** Counts the translations of texts, drafts included, by language. */
export async function countTranslations(
  workspaceId: string,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, { total: number; drafts: number }>> {
  const { originalHash, language, isDraft } = textTranslations;
  const rows = await db
    .select({ language, total: count(), drafts: sql<number>`count(*) filter (where ${isDraft})`.mapWith(Number) })
    .from(textTranslations)
    .where(and(eq(textTranslations.workspaceId, workspaceId), sql`${originalHash} = any(${sql.param(hashes)}::text[])`))
    .groupBy(language);
  return new Map(rows.map(({ language: tag, ...counted }) => [tag, counted]));
}

/** @throws DomainError invalid if the bot's texts are not translated into the language. */
export function assertOtherLanguage({ languages }: BotBehaviour, language: string): void {
  if (languages.slice(1).includes(language)) return;
  const why = languages[0] === language ? "is the language that the texts are written in" : "is not one of the bot's";
  throw new DomainError("invalid", `${language} ${why}. Add another language to the bot first.`);
}
