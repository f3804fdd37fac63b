"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { ScenarioProblem } from "@/server/scenario/problems/scenario-problem";
import { useScenario } from "../use-scenario";
import { focusProblem } from "./focus-problem";
import { useScenarioProblems } from "./use-scenario-problems";

/** "3 problems": a button that lists them; each leads to the field to correct. Nothing without problems. */
export function ScenarioProblems() {
  const problems = useScenarioProblems();
  const [isOpen, setOpen] = useState(false);
  if (problems.length === 0) return null;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="outline">
          {errors > 0 ? <CircleAlert className="text-destructive" /> : <TriangleAlert className="text-warning" />}
          {problems.length} {problems.length === 1 ? "problem" : "problems"}
        </Button>
      </PopoverTrigger>
      {/* The field that was chosen gets the focus. */}
      <PopoverContent
        aria-label="Problems of the scenario"
        align="end"
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        <p className="border-b px-4 py-2.5 text-13 text-muted-foreground">
          {explain(errors, problems.length - errors)}
        </p>
        <ProblemList problems={problems} onChoose={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  );
}

function explain(errors: number, warnings: number): string {
  const rest = warnings === 1 ? "A warning does not." : `${warnings} warnings do not.`;
  if (errors === 0) return "Nothing here keeps the bot from being published.";
  const some = errors === 1 ? "An error keeps" : `${errors} errors keep`;
  return `${some} the bot from being published while the scenario is on.${warnings > 0 ? ` ${rest}` : ""}`;
}

interface ProblemListProps {
  problems: readonly ScenarioProblem[];
  onChoose: () => void;
}

function ProblemList({ problems, onChoose }: ProblemListProps) {
  const { interactions, select } = useScenario();
  const names = useMemo(() => new Map(interactions.map(({ id, name }) => [id, name])), [interactions]);
  return (
    <ul className="grid py-1">
      {problems.map((problem) => {
        const { severity, interactionId, message, path } = problem;
        const name = interactionId === null ? "Scenario" : (names.get(interactionId) ?? "");
        const content = (
          <>
            {severity === "error" ? (
              <CircleAlert aria-label="Error" className="mt-0.5 size-4 shrink-0 text-destructive" />
            ) : (
              <TriangleAlert aria-label="Warning" className="mt-0.5 size-4 shrink-0 text-warning" />
            )}
            <span className="min-w-0 text-14 leading-5 wrap-anywhere">
              <span className="font-medium">{name}:</span> {message}
            </span>
          </>
        );
        return (
          <li key={`${interactionId} ${path.join(".")} ${message}`}>
            {interactionId === null ? (
              <p className="flex gap-2.5 px-4 py-2">{content}</p>
            ) : (
              <button
                type="button"
                className="flex w-full gap-2.5 px-4 py-2 text-left outline-2 -outline-offset-2 outline-transparent hover:bg-accent focus-visible:outline-ring"
                onClick={() => {
                  onChoose();
                  select(interactionId);
                  focusProblem(path);
                }}
              >
                {content}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
