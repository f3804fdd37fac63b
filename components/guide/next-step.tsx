"use client";

import Link from "next/link";
import type { Guide } from "@/server/guide/guide-steps";
import { GuideProgress } from "./guide-progress";
import { useGuide } from "./use-guide";

interface NextStepProps {
  canEdit: boolean;
  initial: Guide | null;
  /** Called when the link is followed, to close the sheet on phones. */
  onNavigate?: () => void;
}

/** The guide for the first steps in short, on every page: how far it is, and a link to the place of the next step. */
export function NextStep({ canEdit, initial, onNavigate }: NextStepProps) {
  const guide = useGuide(canEdit, initial);
  if (!guide) return null;
  const { steps, next, doneCount } = guide;
  return (
    <Link
      href={next?.href ?? "/bots"}
      onClick={onNavigate}
      className="grid gap-2 rounded-lg border bg-card px-3 py-2.5 focus-ring transition-colors hover:border-border-strong"
    >
      <span className="flex items-baseline justify-between gap-2 text-12 text-muted-foreground">
        <span>First steps</span>
        <span>
          {doneCount} of {steps.length}
        </span>
      </span>
      <GuideProgress steps={steps} />
      <span className="truncate text-13 font-medium">{next ? next.title : "All steps are done"}</span>
    </Link>
  );
}
