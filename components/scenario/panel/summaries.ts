import type { Interaction } from "@/server/schemas/scenario/interaction";
import { responseKinds, summaryOf } from "./responses/response-kinds";
import { redirectTypes } from "./fields/redirect-types";
import { inWords } from "./silence/time-units";

/** What each section of the side panel contains, for its folded form. */

export function saysSummary({ phrases, triggers, keywords, role }: Interaction): string {
  const parts = [
    counted(phrases.length, "phrase"),
    counted(keywords.length, "keyword"),
    counted(triggers.length, "trigger"),
  ].filter((part) => part !== "");
  if (parts.length > 0) return parts.join(", ");
  if (role === "welcome") return "The first message of a conversation";
  return role === "fallback" ? "Whatever nothing else matches" : "Nothing: it is reached from other interactions";
}

export function responsesSummary({ responses }: Interaction): string {
  const [first, ...more] = responses;
  if (!first) return "Nothing";
  const text = summaryOf(first).trim() || responseKinds[first.kind].label;
  return more.length === 0 ? text : `${text} + ${more.length} more`;
}

export function attributesSummary({ attributes }: Interaction): string {
  return attributes.map(({ name }) => name || "…").join(", ") || "Nothing";
}

export function menuSummary({ menu }: Interaction): string {
  if (!menu) return "None";
  const texts = menu.rows.map(({ text, redirect }) => (redirect.type === "webhook" ? "any answer" : text || "…"));
  return texts.join(" · ") || "No rows";
}

export function redirectSummary({ redirect, menu }: Interaction, all: readonly Interaction[]): string {
  if (menu) return "By the menu";
  if (!redirect) return "None: waits for the customer";
  if (redirect.type !== "interaction") return redirectTypes[redirect.type].label;
  return all.find(({ id }) => id === redirect.interactionId)?.name ?? "Not chosen yet";
}

export function silenceSummary({ silence }: Interaction): string {
  const [first, ...more] = silence;
  if (!first) return "Nothing happens";
  const time = `After ${Number.isNaN(first.afterMinutes) ? "…" : inWords(first.afterMinutes)}`;
  return more.length === 0 ? time : `${time} + ${more.length} more`;
}

function counted(count: number, what: string): string {
  if (count === 0) return "";
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
