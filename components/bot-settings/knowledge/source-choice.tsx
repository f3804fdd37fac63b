"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sourceKindViews } from "@/components/knowledge/source-kinds";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { holdsWords } from "@/components/ui/holds-words";
import { LoadFailure } from "@/components/ui/load-failure";
import { SearchBox } from "@/components/ui/search-box";
import { Skeleton } from "@/components/ui/skeleton";
import { changeChoice } from "./change-choice";

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

/** The sources of the workspace, of which members choose those that the bot uses. */
export function SourceChoice({ chosen, hasQuestions, error, canEdit, onChange }: SourceChoiceProps) {
  const trpc = useTRPC();
  const choices = useQuery(trpc.knowledge.choices.queryOptions());
  const [search, setSearch] = useState("");
  if (choices.isPending) return <Skeleton className="h-32 rounded-lg" />;
  if (choices.error) return <LoadFailure error={choices.error} onRetry={() => choices.refetch()} />;
  const chosenIds = new Set(chosen);
  const existing = choices.data.map(({ id }) => id);
  const offered = choices.data.filter(({ kind }) => hasQuestions || kind !== "question");
  const found = offered.filter(({ name }) => holdsWords(name, search));
  const choose = (ids: string[], isChosen: boolean) => onChange(changeChoice(chosen, { ids, isChosen, existing }));
  return (
    <fieldset className="grid min-w-0 gap-3">
      <legend className="mb-1.5 text-14 font-medium">
        Chosen sources: {offered.filter(({ id }) => chosenIds.has(id)).length} of {offered.length}
      </legend>
      <SearchBox
        label={hasQuestions ? "Search sources and direct questions" : "Search sources"}
        placeholder="Name"
        search={search}
        onSearch={setSearch}
      />
      {canEdit && found.length > 0 && (
        <ChooseButtons
          found={search.trim() === "" ? null : found.length}
          onChoose={(isChosen) =>
            choose(
              found.map(({ id }) => id),
              isChosen,
            )
          }
        />
      )}
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
              checked={chosenIds.has(id)}
              disabled={!canEdit}
              onCheckedChange={(checked) => choose([id], checked === true)}
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

interface ChooseButtonsProps {
  /** How many the search found; null without a search. */
  found: number | null;
  onChoose: (isChosen: boolean) => void;
}

/** Chooses all sources or none, or those that the search found. They keep the focus, and say what they have done. */
function ChooseButtons({ found, onChoose }: ChooseButtonsProps) {
  const [done, setDone] = useState("");
  const which = found === null ? "" : ` of the ${found.toLocaleString("en")} found`;
  const press = (isChosen: boolean) => {
    onChoose(isChosen);
    setDone(`${isChosen ? "All" : "None"}${which} chosen`);
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="outline" size="sm" onClick={() => press(true)}>
        Choose all{which}
      </Button>
      <Button variant="outline" size="sm" onClick={() => press(false)}>
        Choose none{which}
      </Button>
      <output className="sr-only">{done}</output>
    </div>
  );
}
