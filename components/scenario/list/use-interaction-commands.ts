"use client";

import { toast } from "sonner";
import { messageOf } from "@/components/ui/apply-server-error";
import type { ScenarioChange } from "@/server/scenario/editing/apply-change";
import type { Interaction, InteractionInput } from "@/server/schemas/scenario/interaction";
import { focusLater, focusNameOf, openerId } from "../focus-later";
import { duplicateOf, interactionsWithNew, moveTo } from "../interaction-edits";
import { openPart } from "../panel/open-sections";
import { useScenario } from "../use-scenario";

/** What can be done with whole interactions. A refused edit is taken back and said. */
export function useInteractionCommands() {
  const { interactions, selected, edit, select } = useScenario();

  async function make(change: ScenarioChange, what: string) {
    const result = await edit(change, { what });
    if (!result.ok) toast.error(messageOf(result.error));
    return result.ok;
  }

  /** Takes back a deletion, also if other edits were made after it. */
  function restore(interaction: Interaction) {
    const change = { put: [interaction], order: interactions.map(({ id }) => id) };
    void make(change, `return of ${interaction.name}`);
  }

  async function removeAndOfferUndo(interaction: Interaction) {
    if (!(await make({ remove: [interaction.id] }, `deletion of ${interaction.name}`))) return;
    toast(`${interaction.name} was deleted.`, { action: { label: "Undo", onClick: () => restore(interaction) } });
  }

  return {
    /** Adds an interaction and opens it, with the focus in its name. */
    add(given: Omit<InteractionInput, "id">) {
      const { made, change } = interactionsWithNew(interactions, given);
      void make(change, `new interaction ${made.name}`);
      openPart("name");
      focusNameOf(made.id);
      select(made.id);
    },
    duplicate(interaction: Interaction) {
      const { made, change } = duplicateOf(interactions, interaction);
      void make(change, `copy of ${interaction.name}`);
      openPart("name");
      focusNameOf(made.id);
      select(made.id);
    },
    /** Deletes an interaction. The focus moves to the row after it, or else to the one before. */
    remove(interaction: Interaction) {
      const rows = [...document.querySelectorAll<HTMLElement>("[data-interaction-row]")];
      const at = rows.findIndex(({ id }) => id === openerId(interaction.id));
      const next = rows[at + 1] ?? rows[at - 1];
      void removeAndOfferUndo(interaction);
      if (selected?.id === interaction.id) select(null, { isChecked: true });
      const target = next?.id ?? "add-interaction";
      focusLater(() => document.getElementById(target));
    },
    moveToFolder(interaction: Interaction, folder: string) {
      if (folder !== interaction.folder) {
        void make({ put: [{ ...interaction, folder }] }, `move of ${interaction.name}`);
      }
    },
    /** Moves an interaction to the place of another one. */
    move(movedId: string, overId: string) {
      const change = moveTo(interactions, movedId, overId);
      const name = interactions.find(({ id }) => id === movedId)?.name ?? "";
      if (change) void make(change, `move of ${name}`);
    },
  };
}
