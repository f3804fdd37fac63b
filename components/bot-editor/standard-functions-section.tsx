"use client";

import { useId, useRef } from "react";
import {
  standardFunctionKeys,
  standardFunctions,
  type StandardFunctionKey,
  type StandardFunctions,
} from "@/server/schemas/standard-functions";
import { StandardFunctionCard } from "./standard-function-card";

interface StandardFunctionsSectionProps {
  value: StandardFunctions;
  readOnly: boolean;
  onChange: (functions: StandardFunctions) => void;
  onBlur: () => void;
}

/** What the bot can do without an action: a switch for each function, and a description of when to use it. */
export function StandardFunctionsSection({ value, readOnly, onChange, onBlur }: StandardFunctionsSectionProps) {
  const heading = useId();
  // Switching a function off and on again restores its settings.
  const typed = useRef(value);
  const faults = faultsOf(value);

  function change(functions: StandardFunctions) {
    typed.current = { ...typed.current, ...functions };
    onChange(functions);
  }

  function toggle(key: StandardFunctionKey, on: boolean) {
    const { [key]: _off, ...others } = value;
    change(on ? { ...others, [key]: typed.current[key] ?? blank[key] } : others);
  }

  return (
    <section aria-labelledby={heading} className="grid gap-3 pt-4">
      <div className="grid gap-0.5">
        <h3 id={heading} className="text-16 font-semibold">
          Standard functions
        </h3>
        <p className="text-13 leading-5 text-muted-foreground">
          What the bot can do by itself, without an action. It decides when, based on your descriptions.
        </p>
      </div>
      <ul className="divide-y overflow-hidden rounded-xl border bg-card shadow-raised">
        {standardFunctionKeys.map((key) => (
          <li key={key} className="grid gap-4 px-4 py-3.5">
            <StandardFunctionCard
              functionKey={key}
              value={value}
              fault={faults.get(key)}
              readOnly={readOnly}
              onToggle={(on) => toggle(key, on)}
              onChange={change}
              onBlur={onBlur}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

const blank: Required<StandardFunctions> = {
  callPerson: { description: "" },
  stopDialogue: { description: "" },
  ignoreMessage: { description: "" },
  tagDialogue: { description: "", tags: [] },
  rememberVariable: { description: "", names: [] },
  showOptions: { description: "" },
};

/** The faults that the server would report, by function. */
function faultsOf(value: StandardFunctions): Map<unknown, string> {
  const issues = standardFunctions.safeParse(value).error?.issues ?? [];
  return new Map(issues.map(({ path, message }) => [path[0], message]));
}
