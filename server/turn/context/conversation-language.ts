import { loadTranslations, ownTexts } from "@/server/languages/load-translations";
import { translateAction } from "@/server/languages/texts/action-texts";
import type { ModelMessage } from "@/server/models/prompts/model-messages";
import type { Speech } from "@/server/scenario/run/scenario-input";
import type { BotBehaviour } from "@/server/schemas/bot-behaviour";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import { customerLanguage } from "./customer-language";
import { knownBehaviour } from "./known-behaviour";

/** What tells the language of a conversation. */
export interface LanguageSigns {
  history: readonly ModelMessage[];
  /** The visitor's language as the channel knows it (BCP 47); null if it does not. */
  tag: string | null;
}

/**
 * Loads what a bot speaks in a conversation: the language that the customer writes, or else the one that the channel
 * says, or else the bot's main language. Null for a bot whose texts have one language.
 */
export async function loadSpeech(
  workspaceId: string,
  snapshot: BotSnapshot,
  signs: LanguageSigns,
): Promise<Speech | null> {
  return loadSpeechIn(workspaceId, snapshot, await chooseLanguage(snapshot, signs));
}

/** The language in which a bot speaks in a conversation; null for a bot whose texts have one language. */
export async function chooseLanguage(snapshot: BotSnapshot, { history, tag }: LanguageSigns): Promise<string | null> {
  const { languages } = knownBehaviour(snapshot);
  const [main] = languages;
  if (main === undefined || languages.length < 2) return null;
  const written = await customerLanguage(withoutOwnTexts(history, snapshot), languages);
  return written ?? languageOfTag(languages, tag) ?? main;
}

/** Loads a bot's texts in a language; null if it does not have the language. */
export async function loadSpeechIn(
  workspaceId: string,
  snapshot: BotSnapshot,
  language: string | null,
): Promise<Speech | null> {
  const { languages } = knownBehaviour(snapshot);
  if (language === null || languages.length < 2 || !languages.includes(language)) return null;
  if (language === languages[0]) return { language, translations: new Map() };
  const { hashes, webhookIds } = ownTexts(snapshot);
  return { language, translations: await loadTranslations(workspaceId, hashes, language, webhookIds) };
}

/** The language of a conversation, unless it is the main one; null without translations. */
export function otherLanguage(speech: Speech | null, [main]: readonly string[]): string | null {
  return speech === null || speech.language === main ? null : speech.language;
}

/** A bot and its behaviour with the fixed texts of both in the language of a conversation. */
export function translateBot(
  bot: { snapshot: BotSnapshot; behaviour: BotBehaviour },
  speech: Speech | null,
): { snapshot: BotSnapshot; behaviour: BotBehaviour } {
  if (speech === null || speech.translations.size === 0) return bot;
  const { snapshot, behaviour } = bot;
  const { workingHours, antiSpam, header, footer } = behaviour;
  const translated = (text: string) => speech.translations.get(text) ?? text;
  return {
    snapshot: {
      ...snapshot,
      fallbackText: translated(snapshot.fallbackText),
      actions: translateActions(snapshot.actions, speech),
    },
    behaviour: {
      ...behaviour,
      header: translated(header),
      footer: translated(footer),
      workingHours: workingHours && { ...workingHours, awayText: translated(workingHours.awayText) },
      antiSpam: antiSpam && { ...antiSpam, text: translated(antiSpam.text) },
    },
  };
}

/** A bot's actions, which send their texts in the language of a conversation. */
export function translateActions(actions: BotSnapshot["actions"], speech: Speech | null): BotSnapshot["actions"] {
  if (speech === null || speech.translations.size === 0) return actions;
  return actions.map((action) => ({ ...action, definition: translateAction(action.definition, speech.translations) }));
}

/** Leaves out options that a customer pressed: they say nothing about the language that the customer writes. */
export function withoutOwnTexts(history: readonly ModelMessage[], snapshot: BotSnapshot): ModelMessage[] {
  const { texts } = ownTexts(snapshot);
  return history.filter((message) => message.role !== "user" || !texts.has(message.text.trim()));
}

/** The language of a tag such as `pt-BR` among a bot's languages; null if the bot does not have it. */
function languageOfTag(languages: readonly string[], tag: string | null): string | null {
  const [code] = tag?.toLowerCase().split("-") ?? [];
  return languages.find((language) => language === code) ?? null;
}
