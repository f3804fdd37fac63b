"use client";

import { interactionsWithNew } from "../../interaction-edits";
import { SearchableSelect } from "@/components/ui/searchable-select";
import { useScenario } from "../../use-scenario";
import { usePanel } from "../panel-context";

interface InteractionSelectProps {
  /** Empty if none is chosen yet. */
  value: string;
  onChange: (interactionId: string) => void;
  /** The name of an interaction that is made from here. */
  newName: string;
  /** Shown for the empty value, which can then be chosen, too. */
  none?: string;
}

const NEW = "+";
const NONE = "-";

/** Chooses an interaction, or makes a new one. Works inside a Field. */
export function InteractionSelect({ value, onChange, newName, none }: InteractionSelectProps) {
  const { interactions, edit } = useScenario();
  const { readOnly } = usePanel();
  const name = newName.trim() || "New interaction";
  const chosen = interactions.find(({ id }) => id === value);

  function choose(id: string) {
    if (id === NONE) return onChange("");
    if (id !== NEW) return onChange(id);
    const { made, change } = interactionsWithNew(interactions, { name });
    void edit(change, { what: `new interaction ${made.name}` });
    onChange(made.id);
  }

  return (
    <SearchableSelect
      value={value === "" && none ? NONE : value}
      disabled={readOnly}
      onValueChange={choose}
      shown={chosen?.name ?? (value === "" ? (none ?? "Choose an interaction") : "Deleted: choose another")}
      searchLabel="Search interactions"
      options={() => [
        ...(none ? [{ value: NONE, label: none }] : []),
        ...interactions.map(({ id, name, folder }) => ({ value: id, label: name, ...(folder && { hint: folder }) })),
        { value: NEW, label: newName.trim() === "" ? "New interaction" : `New interaction “${name}”` },
      ]}
    />
  );
}
