"use client";

import { useId } from "react";
import { toast } from "sonner";
import type { StepRun } from "@/components/trace/run-types";
import { fieldNode } from "./field-nodes";
import { FieldTree } from "./field-tree";
import { useLastField } from "./last-field";

/** The fields of a step's result, to be inserted into the template field that had the focus last. */
export function ResponseFields({ step: { name, output } }: { step: StepRun }) {
  const title = useId();
  const field = useLastField(name);
  if (output.body === null || output.body === undefined || output.body === "") return null;
  const start = `steps.${name}`;
  const nodes = [
    fieldNode("body", `${start}.body`, output.body),
    ...(output.status === null ? [] : [fieldNode("status", `${start}.status`, output.status)]),
  ];

  async function choose(reference: string) {
    if (field && field.insert(reference)) return;
    const written = `{{${reference}}}`;
    try {
      await navigator.clipboard.writeText(written);
      toast(`${written} was copied.`, { description: `Paste it into a field of a step after ${name}.` });
    } catch {
      toast(`Write ${written} into a field of a step after ${name}.`);
    }
  }

  return (
    <section aria-labelledby={title} className="grid min-w-0 gap-1">
      <h4 id={title} className="text-12 font-medium text-muted-foreground">
        Use a field{field ? `: it goes into ${field.name}` : ": it is copied"}
      </h4>
      <FieldTree nodes={nodes} labelledBy={title} onChoose={(reference) => void choose(reference)} />
    </section>
  );
}
