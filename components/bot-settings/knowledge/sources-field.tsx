"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import type { BotKnowledge } from "@/server/schemas/knowledge/bot-knowledge";
import { ChoiceField } from "../choice-field";
import { SourceChoice } from "./source-choice";

interface SourcesFieldProps {
  /** Null: all sources, also future ones. */
  sourceIds: string[] | null;
  /** All direct questions besides the chosen sources, also future ones. */
  allQuestions: boolean;
  error: string | undefined;
  canEdit: boolean;
  onChange: (changes: Partial<Pick<BotKnowledge, "sourceIds" | "allQuestions">>) => void;
}

const options = [
  { value: "all", label: "All sources, also new ones" },
  { value: "chosen", label: "Only the sources that you choose" },
] as const;

/** Which sources the bot uses. */
export function SourcesField({ sourceIds, allQuestions, error, canEdit, onChange }: SourcesFieldProps) {
  // Choosing all and then some again restores the choice. A new choice has all direct questions.
  const [chosen, setChosen] = useState({
    sourceIds: sourceIds ?? [],
    allQuestions: sourceIds === null ? true : allQuestions,
  });
  function choose(changes: Partial<typeof chosen>) {
    setChosen({ ...chosen, ...changes });
    onChange(changes);
  }
  return (
    <>
      <ChoiceField
        label="Sources"
        hint="Sources that are switched off are never used."
        value={sourceIds === null ? "all" : "chosen"}
        options={options}
        onChange={(value) => onChange(value === "all" ? { sourceIds: null } : chosen)}
      />
      {sourceIds !== null && (
        <>
          <Field
            layout="split"
            label="All direct questions"
            hint="Also new ones. Otherwise, choose each of them below."
          >
            <Switch checked={allQuestions} onCheckedChange={(all) => choose({ allQuestions: all })} />
          </Field>
          <SourceChoice
            chosen={sourceIds}
            hasQuestions={!allQuestions}
            error={error}
            canEdit={canEdit}
            onChange={(ids) => choose({ sourceIds: ids })}
          />
        </>
      )}
    </>
  );
}
