import type { VariableGroup } from "@/components/actions/templates/variable-group";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import { builtInVariables } from "@/server/text/render-instruction";

/** The names that `{{` offers in the texts of a scenario. Other variables of a conversation work, too. */
export function scenarioVariables(interactions: readonly Interaction[]): VariableGroup[] {
  const asked = new Map<string, string>();
  for (const { attributes, name } of interactions) {
    for (const attribute of attributes) {
      if (attribute.name !== "" && !asked.has(attribute.name)) asked.set(attribute.name, `asked for in ${name}`);
    }
  }
  const groups = [
    { label: "Asked for in this scenario", items: [...asked].map(([reference, hint]) => ({ reference, hint })) },
    {
      label: "Filled in for each conversation",
      items: Object.entries(builtInVariables).map(([reference, hint]) => ({ reference, hint })),
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
