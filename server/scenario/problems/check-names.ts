import { distance } from "fastest-levenshtein";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import { excerpt } from "@/server/text/excerpt";
import { listTexts } from "./list-texts";
import { type CheckedScenario, problemOf, type ScenarioProblem } from "./scenario-problem";

/** The most unknown names that are reported for one interaction. */
const MAX_REPORTED = 20;

/** Finds `{{…}}` that cannot be read, and names that nothing sets. Each name is reported once per interaction. */
export function checkNames(interaction: Interaction, known: ReadonlySet<string>): ScenarioProblem[] {
  const reported = new Set<string>();
  return listTexts(interaction).flatMap(({ path, text }) => {
    if (!text.includes("{{")) return [];
    const { names, fault } = readNames(text, known);
    const unknown = names
      .filter((name) => !known.has(name) && !reported.has(name))
      .slice(0, Math.max(0, MAX_REPORTED - reported.size));
    for (const name of unknown) reported.add(name);
    return [
      ...(fault === null ? [] : [problemOf(interaction, "error", path, fault)]),
      ...unknown.map((name) => problemOf(interaction, "warning", path, sayUnknown(name, known))),
    ];
  });
}

/** All names that a text of the scenario can use. */
export function knownNames({ interactions, surroundings }: CheckedScenario): Set<string> {
  const collected = interactions.flatMap(({ attributes }) => attributes.map(({ name }) => name));
  return new Set([...surroundings.names, ...collected]);
}

/** `{{name}}`, or a part of its value: `{{order.items.0.price}}`. */
const REFERENCE = /^(?:variables\.)?([a-zA-Z_]\w{0,63})(?:\.[^.{}\s]+)*$/;

function readNames(text: string, known: ReadonlySet<string>): { names: string[]; fault: string | null } {
  const names = new Set<string>();
  let fault: string | null = null;
  // Splitting with a capturing group alternates between text and the content of braces.
  for (const [i, piece] of text.split(/\{\{([^{}]*)\}\}/).entries()) {
    if (i % 2 === 0) {
      if (piece.includes("{{")) fault ??= "A {{ is never closed by }}. Close it.";
      continue;
    }
    const written = piece.trim();
    // A channel may use any text as a name.
    if (known.has(written)) continue;
    const name = REFERENCE.exec(written)?.[1];
    if (name === undefined) {
      fault ??= `{{${excerpt(piece, 60)}}} is not a name. Write a name of letters, digits and _, such as {{client_name}}.`;
    } else names.add(name);
  }
  return { names: [...names], fault };
}

/** So many names are compared with a mistyped one. */
const MAX_COMPARED = 500;

function sayUnknown(name: string, known: ReadonlySet<string>): string {
  const [best] = [...known]
    .slice(0, MAX_COMPARED)
    .map((candidate) => ({ candidate, far: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, far }) => far <= Math.floor(Math.max(name.length, candidate.length) / 3))
    .toSorted((a, b) => a.far - b.far);
  if (best) return `Nothing sets {{${name}}}. Did you mean {{${best.candidate}}}?`;
  return `Nothing sets {{${name}}}, so it would be empty. Ask for it before, or set it in an action or a webhook.`;
}
