import type { ScenarioChange } from "@/server/scenario/editing/apply-change";
import { interaction } from "@/server/schemas/scenario/interaction";
import { newPartId } from "./new-part-id";

/** Welcome with a menu of two rows, and Fallback, to begin a scenario with. */
export function startingScenario() {
  const text = (words: string) => ({ kind: "text" as const, id: newPartId("rsp"), delaySeconds: 0, variants: [words] });
  const about = interaction.parse({
    id: newPartId("int"),
    name: "About us",
    phrases: ["Who are you?", "What do you do?"],
    responses: [text("Write here what customers should know about you.")],
  });
  const welcome = interaction.parse({
    id: newPartId("int"),
    role: "welcome",
    name: "Welcome",
    responses: [text("Hello! What can we do for you?")],
    menu: {
      rows: [
        { id: newPartId("row"), text: "About us", redirect: { type: "interaction", interactionId: about.id } },
        { id: newPartId("row"), text: "Talk to a person", redirect: { type: "person" } },
      ],
    },
  });
  const fallback = interaction.parse({
    id: newPartId("int"),
    role: "fallback",
    name: "Fallback",
    responses: [text("Sorry, I did not understand that. Write “menu” to see what I can do.")],
  });
  return { welcome, change: { put: [welcome, fallback, about] } satisfies ScenarioChange };
}
