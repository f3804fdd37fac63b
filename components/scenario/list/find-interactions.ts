import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { ScenarioResponse } from "@/server/schemas/scenario/response";

/** An interaction that a search found, and where. */
export interface Found {
  interaction: Interaction;
  /** The first text, besides the name, that contains what is searched; null if only the name does. */
  place: { label: string; text: string } | null;
}

/** Finds the interactions of which a name, phrase, keyword or text contains what is searched. */
export function findInteractions(all: readonly Interaction[], search: string): Found[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === "") return all.map(unsearched);
  return all.flatMap((interaction) => {
    const place = textsOf(interaction).find(({ text }) => text.toLowerCase().includes(wanted)) ?? null;
    const isNamed = interaction.name.toLowerCase().includes(wanted);
    return isNamed || place ? [{ interaction, place }] : [];
  });
}

const known = new WeakMap<Interaction, Found>();

/** The same object for the same interaction, so that its row is not drawn again. */
function unsearched(interaction: Interaction): Found {
  const found = known.get(interaction) ?? { interaction, place: null };
  known.set(interaction, found);
  return found;
}

/** A text split at what is searched; every second part is a hit. */
export function splitAtHits(text: string, search: string): string[] {
  const wanted = search.trim().toLowerCase();
  const lower = text.toLowerCase();
  // Lower case can have another length, such as that of İ.
  if (wanted === "" || lower.length !== text.length) return [text];
  const parts: string[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), text.slice(at, at + wanted.length));
    from = at + wanted.length;
  }
  return [...parts, text.slice(from)];
}

const AROUND = 40;

/** The part of a long text around the first hit. */
export function aroundHit(text: string, search: string): string {
  const at = text.toLowerCase().indexOf(search.trim().toLowerCase());
  const line = text.slice(Math.max(0, at - AROUND)).replaceAll(/\s+/g, " ");
  return at > AROUND ? `… ${line}` : line;
}

function textsOf({ phrases, keywords, triggers, responses, menu, attributes, silence }: Interaction) {
  const labelled = (label: string, texts: readonly string[]) => texts.map((text) => ({ label, text }));
  return [
    ...labelled("Phrase", phrases),
    ...labelled("Keyword", keywords),
    ...labelled("Trigger", triggers),
    ...labelled("Response", responses.flatMap(textsOfResponse)),
    ...labelled("Menu", menu?.rows.flatMap(({ text, keyword }) => [text, keyword]) ?? []),
    ...labelled(
      "Question",
      attributes.flatMap(({ name, question }) => [question, name]),
    ),
    ...labelled(
      "Reminder",
      silence.flatMap(({ effect }) => (effect.type === "text" ? [effect.text] : [])),
    ),
  ];
}

function textsOfResponse(response: ScenarioResponse): string[] {
  switch (response.kind) {
    case "text":
      return response.variants;
    case "quick_replies":
      return [response.text, ...response.replies.map(({ label }) => label)];
    case "buttons":
      return [response.text, ...response.buttons.map(({ label }) => label)];
    case "cards":
      return response.cards.flatMap(({ title, subtitle, buttons }) => [
        title,
        subtitle,
        ...buttons.map(({ label }) => label),
      ]);
    case "image":
      return [response.url];
    default:
      return [];
  }
}
