import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { ScenarioButton } from "@/server/schemas/scenario/response";
import type { FieldPath } from "../links/list-links";

/** Lists the buttons of an interaction's responses and of their cards. */
export function listButtons({ responses }: Interaction): { path: FieldPath; button: ScenarioButton }[] {
  return responses.flatMap((response, i) => {
    const path = ["responses", i];
    if (response.kind === "buttons") {
      return response.buttons.map((button, k) => ({ path: [...path, "buttons", k], button }));
    }
    if (response.kind !== "cards") return [];
    return response.cards.flatMap(({ buttons }, c) =>
      buttons.map((button, k) => ({ path: [...path, "cards", c, "buttons", k], button })),
    );
  });
}
