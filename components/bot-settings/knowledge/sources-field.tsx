"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sourceKindViews } from "@/components/knowledge/source-kinds";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { holdsWords } from "@/components/ui/holds-words";
import { LoadFailure } from "@/components/ui/load-failure";
import { SearchBox } from "@/components/ui/search-box";
import { Skeleton } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import type { BotKnowledge } from "@/server/schemas/knowledge/bot-knowledge";
import { ChoiceField } from "../choice-field";

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

/** More are found by the search. */
const MOST_SHOWN = 100;

interface SourceChoiceProps {
  chosen: string[];
  /** Direct questions can be chosen one by one. */
  hasQuestions: boolean;
  error: string | undefined;
  canEdit: boolean;
  onChange: (sourceIds: string[]) => void;
}

function SourceChoice({ chosen, hasQuestions, error, canEdit, onChange }: SourceChoiceProps) {
  const trpc = useTRPC();
  const choices = useQuery(trpc.knowledge.choices.queryOptions());
  const [search, setSearch] = useState("");
  if (choices.isPending) return <Skeleton className="h-32 rounded-lg" />;
  if (choices.error) return <LoadFailure error={choices.error} onRetry={() => choices.refetch()} />;
  const known = choices.data.filter(({ id }) => chosen.includes(id));
  const offered = choices.data.filter(({ kind }) => hasQuestions || kind !== "question");
  const found = offered.filter(({ name }) => holdsWords(name, search));
  return (
    <fieldset className="grid min-w-0 gap-3">
      <legend className="mb-1.5 text-14 font-medium">
        Chosen sources: {offered.filter(({ id }) => chosen.includes(id)).length} of {offered.length}
      </legend>
      <SearchBox
        label={hasQuestions ? "Search sources and direct questions" : "Search sources"}
        placeholder="Name"
        search={search}
        onSearch={setSearch}
      />
      <div className="grid max-h-72 min-w-0 gap-2 overflow-y-auto rounded-lg border p-3">
        {found.length === 0 && <p className="text-13 text-muted-foreground">No sources with this name.</p>}
        {found.slice(0, MOST_SHOWN).map(({ id, name, kind, isEnabled }) => (
          <Field
            key={id}
            layout="inline"
            label={<bdi className="wrap-anywhere">{name}</bdi>}
            aside={isEnabled ? sourceKindViews[kind].label : `${sourceKindViews[kind].label}, switched off`}
          >
            <Checkbox
              checked={chosen.includes(id)}
              disabled={!canEdit}
              // Ids of deleted sources are left out.
              onCheckedChange={(checked) =>
                onChange(
                  checked === true
                    ? [...known.map((one) => one.id), id]
                    : known.flatMap((one) => (one.id === id ? [] : one.id)),
                )
              }
            />
          </Field>
        ))}
        {found.length > MOST_SHOWN && (
          <p className="text-13 text-muted-foreground">
            {(found.length - MOST_SHOWN).toLocaleString("en")} more. Search for a name to find them.
          </p>
        )}
      </div>
      {error && <p className="text-13 text-destructive-soft-foreground">{error}</p>}
    </fieldset>
  );
}
