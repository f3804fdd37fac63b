"use client";

import { type ReactNode, useId } from "react";
import type { BotBehaviour } from "@/server/schemas/bot-behaviour";

/** The props of each section of the behaviour form. */
export interface SectionProps {
  value: BotBehaviour;
  /** The fault at a path such as "split.maxCharacters". */
  faultAt: (path: string) => string | undefined;
  change: (part: Partial<BotBehaviour>) => void;
}

interface SectionFrameProps {
  title: string;
  about: string;
  children: ReactNode;
}

/** A heading with a description, above a card of settings. Each child is a row. */
export function Section({ title, about, children }: SectionFrameProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="grid min-w-0 gap-3">
      <div className="grid gap-0.5">
        <h3 id={heading} className="text-16 font-semibold tracking-tight">
          {title}
        </h3>
        <p className="text-13 leading-5 text-muted-foreground">{about}</p>
      </div>
      <div className="min-w-0 divide-y overflow-hidden rounded-xl border bg-card shadow-raised">{children}</div>
    </section>
  );
}

/** One setting, or a few that belong together. */
export function Row({ children }: { children: ReactNode }) {
  return <div className="grid min-w-0 gap-4 px-4 py-3.5">{children}</div>;
}

/** A line that shows the effect of a setting. */
export function Example({ children }: { children: ReactNode }) {
  return <p className="rounded-lg bg-muted px-3 py-2 text-13 leading-5 text-muted-foreground">{children}</p>;
}
