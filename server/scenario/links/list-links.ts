import type { Attribute } from "@/server/schemas/scenario/attribute";
import type { Interaction, SilenceRule } from "@/server/schemas/scenario/interaction";
import type { RowRedirect } from "@/server/schemas/scenario/redirect";
import type { ScenarioResponse } from "@/server/schemas/scenario/response";
import { durationInWords } from "@/server/text/duration-in-words";

/** The keys and indexes that lead to a field of an interaction: `["menu", "rows", 0, "text"]`. */
export type FieldPath = readonly (string | number)[];

/** A way on from an interaction, as its definition says. */
export interface Link {
  kind: "row" | "option" | "go_to" | "redirect" | "after_tries" | "silence";
  /** Names the link within its interaction; it stays the same while other parts change. */
  id: string;
  /** What leads there, such as the text of a menu row. */
  label: string;
  target: RowRedirect;
  /** The field with the target. */
  path: FieldPath;
}

/** Lists the ways on from an interaction in the order in which they are shown. A menu replaces the redirect. */
export function listLinks(interaction: Interaction): Link[] {
  const { responses, attributes, menu, redirect, silence } = interaction;
  return [
    ...responses.flatMap(linksOfResponse),
    ...attributes.flatMap(linkAfterTries),
    ...(menu?.rows ?? []).map(({ id, text, redirect }, i): Link => ({
      kind: "row",
      id: rowLinkId(id),
      label: text === "" && redirect.type === "webhook" ? "Any answer" : text,
      target: redirect,
      path: ["menu", "rows", i, "redirect"],
    })),
    ...(menu === null && redirect !== null
      ? [{ kind: "redirect" as const, id: "redirect", label: "Then", target: redirect, path: ["redirect"] }]
      : []),
    ...silence.flatMap(linkOfSilence),
  ];
}

/** The link of a menu's row. */
function rowLinkId(rowId: string): string {
  return `row:${rowId}`;
}

function linksOfResponse(response: ScenarioResponse, i: number): Link[] {
  const path = ["responses", i];
  switch (response.kind) {
    case "go_to": {
      const target = { type: "interaction" as const, interactionId: response.interactionId };
      return [{ kind: "go_to", id: `go_to:${response.id}`, label: "Go to", target, path: [...path, "interactionId"] }];
    }
    case "person":
      return [{ kind: "go_to", id: `go_to:${response.id}`, label: "Then", target: { type: "person" }, path }];
    case "quick_replies":
      return response.replies.flatMap((reply, k) => linkOfOption(reply, response.id, [...path, "replies", k]));
    case "buttons":
      return response.buttons.flatMap((button, k) => linkOfOption(button, response.id, [...path, "buttons", k]));
    case "cards":
      return response.cards.flatMap(({ buttons }, c) =>
        buttons.flatMap((button, k) => linkOfOption(button, response.id, [...path, "cards", c, "buttons", k])),
      );
    default:
      return [];
  }
}

function linkOfOption(option: { label: string; goTo?: string | null }, responseId: string, path: FieldPath): Link[] {
  if (option.goTo === null || option.goTo === undefined) return [];
  const place = path.slice(2).join(".");
  const target = { type: "interaction" as const, interactionId: option.goTo };
  return [
    { kind: "option", id: `option:${responseId}:${place}`, label: option.label, target, path: [...path, "goTo"] },
  ];
}

function linkAfterTries({ id, name, afterTries }: Attribute, i: number): Link[] {
  if (afterTries.type === "skip") return [];
  const path = ["attributes", i, "afterTries"];
  return [{ kind: "after_tries", id: `after_tries:${id}`, label: `No valid ${name}`, target: afterTries, path }];
}

function linkOfSilence({ id, afterMinutes, effect }: SilenceRule, i: number): Link[] {
  if (effect.type !== "interaction" && effect.type !== "person") return [];
  const path = ["silence", i, "effect", ...(effect.type === "interaction" ? ["interactionId"] : [])];
  return [
    {
      kind: "silence",
      id: `silence:${id}`,
      label: `Silent for ${durationInWords(afterMinutes * 60)}`,
      target: effect,
      path,
    },
  ];
}
