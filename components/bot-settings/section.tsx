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

/** The sections, in the order in which people need them. */
export const sections = [
  { id: "reading", title: "What it reads" },
  { id: "answering", title: "How it answers" },
  { id: "knowledge", title: "Knowledge base" },
  { id: "people", title: "Bot and people" },
  { id: "failure", title: "When the model fails" },
  { id: "hours", title: "Working hours" },
  { id: "limits", title: "Limits" },
] as const;

interface SectionFrameProps {
  id: (typeof sections)[number]["id"];
  about: string;
  children: ReactNode;
}

/** A heading with a description, above a card of settings. Each child is a row. */
export function Section({ id, about, children }: SectionFrameProps) {
  const heading = useId();
  return (
    <section id={id} aria-labelledby={heading} className="grid min-w-0 scroll-mt-(--section-top) gap-3">
      <div className="grid gap-0.5">
        <h3 id={heading} className="text-16 font-semibold">
          {sections.find((section) => section.id === id)?.title}
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
