"use client";

import { useState } from "react";
import { LocalTime } from "@/components/ui/local-time";
import { SEARCHES_KEPT_DAYS } from "@/server/schemas/knowledge/search-retention";
import { countText, type SourceUses } from "./knowledge-types";

interface SourceUseProps {
  /** Undefined if it was not used while searches are kept. */
  use: SourceUses[string] | undefined;
  createdAt: string;
}

/** When a source was last used in an answer, and how often. */
export function SourceUse({ use, createdAt }: SourceUseProps) {
  const [now] = useState(() => new Date());
  if (use === undefined) return unusedText(createdAt, now);
  return (
    <>
      {use.uses === 0 ? "Not used in 30 days" : `Used ${countText(use.uses, "time")} in 30 days`}, last{" "}
      <LocalTime at={use.lastUsedAt} />
    </>
  );
}

/** Searches are not kept forever, so that an older source may have been used before. */
export function unusedText(createdAt: string, now: Date): string {
  const keptSince = now.getTime() - SEARCHES_KEPT_DAYS * 86_400_000;
  return Date.parse(createdAt) >= keptSince ? "Never used" : `Not used in the last ${SEARCHES_KEPT_DAYS} days`;
}
