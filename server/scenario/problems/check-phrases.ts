import type { Interaction } from "@/server/schemas/scenario/interaction";
import { wordKey } from "@/server/text/word-key";
import { phraseForm } from "./phrase-form";
import { rowKeyword } from "../run/row-keyword";
import { type CheckedScenario, problemOf, quoteNames, type ScenarioProblem } from "./scenario-problem";

/** Finds phrases, triggers and keywords that are empty, or that two interactions share. */
export function checkPhrases(scenario: CheckedScenario): ScenarioProblem[] {
  const { interactions } = scenario;
  return [
    ...interactions.flatMap(emptyPhrases),
    ...triggersInMenus(scenario),
    ...clashes(interactions, "phrases", phraseForm).map((clash) =>
      report(clash, "warning", (texts, names) => `The phrase ${texts} is in ${names}. Keep it in one of them.`),
    ),
    ...clashes(interactions, "triggers", wordKey).map((clash) =>
      report(clash, "error", (texts, names) => `The trigger ${texts} is in ${names}. Keep it in one of them.`),
    ),
    ...clashes(interactions, "keywords", wordKey).map((clash) =>
      report(clash, "warning", (texts, names) => `The keyword ${texts} is in ${names}. Keep it in one of them.`),
    ),
  ];
}

type List = "phrases" | "triggers" | "keywords";

function emptyPhrases(interaction: Interaction): ScenarioProblem[] {
  return interaction.phrases.flatMap((phrase, i) =>
    phraseForm(phrase) === ""
      ? [
          problemOf(
            interaction,
            "warning",
            ["phrases", i],
            `The phrase ${quoteNames([phrase])} has no letter and no digit, so nothing resembles it. Write words, or make it a trigger.`,
          ),
        ]
      : [],
  );
}

/** Triggers are matched before an open menu, so they must not be the answers to one, unless both lead to the same. */
function triggersInMenus({ interactions }: CheckedScenario): ScenarioProblem[] {
  const owners = new Map(
    interactions.flatMap((interaction) =>
      interaction.triggers.map((trigger, at) => [wordKey(trigger), { interaction, at, trigger }] as const),
    ),
  );
  return interactions.flatMap(({ name, menu }) =>
    (menu?.rows ?? []).flatMap(({ text, redirect }, row) => {
      const answers = menu ? [text, rowKeyword(menu, row)] : [];
      const owner = answers.map((answer) => owners.get(wordKey(answer))).find(Boolean);
      if (!owner) return [];
      const { interaction, at, trigger } = owner;
      if (redirect.type === "interaction" && redirect.interactionId === interaction.id) return [];
      const message = `The trigger ${quoteNames([trigger])} is also an answer to the menu of ${quoteNames([name])}, and comes first. Make it a phrase, or change the menu.`;
      return [problemOf(interaction, "warning", ["triggers", at], message)];
    }),
  );
}

interface Clash {
  list: List;
  first: Interaction;
  second: Interaction;
  /** The place of the first shared text in the second interaction's list. */
  at: number;
  texts: string[];
}

/** What two interactions share in one of their lists; each pair is listed once. */
function clashes(interactions: readonly Interaction[], list: List, formOf: (text: string) => string): Clash[] {
  const owners = new Map<string, Interaction>();
  const found = new Map<string, Clash>();
  for (const second of interactions) {
    for (const [at, text] of second[list].entries()) {
      const form = formOf(text);
      const first = owners.get(form);
      if (form === "" || first === second) continue;
      if (!first) {
        owners.set(form, second);
        continue;
      }
      const key = `${first.id}\n${second.id}`;
      const clash = found.get(key);
      if (clash) clash.texts.push(text);
      else found.set(key, { list, first, second, at, texts: [text] });
    }
  }
  return [...found.values()];
}

function report(
  { list, first, second, at, texts }: Clash,
  severity: ScenarioProblem["severity"],
  say: (texts: string, names: string) => string,
): ScenarioProblem {
  const [text = "", ...others] = texts;
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  const names = `two interactions, ${quoteNames([first.name, second.name])}`;
  return problemOf(second, severity, [list, at], say(`${quoteNames([text])}${more}`, names));
}
