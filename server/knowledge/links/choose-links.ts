import type { BotKnowledge } from "@/server/schemas/knowledge/bot-knowledge";
import { hostOf, isForeignAddress } from "../answers/remove-foreign-links";
import { findLinks } from "@/server/text/find-links";

/** The most addresses of one message that are read. */
const MAX_LINKS = 2;

/** The addresses of a customer's message that a bot may read, in their order. */
export function chooseLinks(message: string, settings: BotKnowledge): string[] {
  if (settings.readsUrls === "off") return [];
  const addresses = findLinks(message).flatMap(({ url }) => (/^https?:/iu.test(url) ? [url] : []));
  return [...new Set(addresses)].filter((url) => refusalOf(url, settings) === null).slice(0, MAX_LINKS);
}

/** Why a bot may not read an address; null if it may. Subdomains of a listed host may be read, too. */
export function refusalOf(url: string, { readsUrls, readableHosts }: BotKnowledge): string | null {
  if (readsUrls === "any") return null;
  if (!isForeignAddress(url, new Set(readableHosts))) return null;
  return `Addresses of ${hostOf(url) ?? "this kind"} may not be read.`;
}
