"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { LocalTime } from "@/components/ui/local-time";
import { Switch } from "@/components/ui/switch";
import { countText, isWaiting, type SourceRow, type SourceUses } from "../knowledge-types";
import { sourceKindViews } from "../source-kinds";
import { ReadingProgress, SourceState } from "../source-state";
import { SourceUse } from "../source-use";
import { useSwitchSource } from "../use-switch-source";

interface SourceLineProps {
  source: SourceRow;
  use: SourceUses[string] | undefined;
  canEdit: boolean;
}

/** A source in the list; the whole line leads to its page. */
export function SourceLine({ source, use, canEdit }: SourceLineProps) {
  const { id, kind, name, origin, error, chunks, documents, readAt } = source;
  const { icon: Icon, label } = sourceKindViews[kind];
  const { shown, change } = useSwitchSource(id, source.isEnabled);
  // A page without a name of its own is named by its address.
  const hasOwnName = origin !== null && !origin.includes(name);
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-5 gap-y-2 px-4 py-3.5 transition-colors first:rounded-t-xl last:rounded-b-xl focus-within:bg-accent hover:bg-accent sm:px-5 @3xl:grid-cols-[minmax(0,1fr)_11rem_11rem_auto] @3xl:items-center">
      <div className="flex min-w-0 items-start gap-3">
        <Icon aria-hidden className="mt-1 size-4 shrink-0 text-muted-foreground" />
        <span className="sr-only">{label}:</span>
        <div className="grid min-w-0 gap-0.5">
          <h2 className="text-14 leading-6 font-semibold wrap-anywhere">
            <Link
              href={`/knowledge/${id}`}
              className="outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
            >
              <bdi>{name}</bdi>
            </Link>
          </h2>
          {hasOwnName && <p className="truncate text-13 text-muted-foreground">{origin}</p>}
          {error && !isWaiting(source) && (
            <p className="flex items-start gap-1.5 text-13 leading-5 text-warning-soft-foreground">
              <TriangleAlert aria-hidden className="mt-0.75 size-3.5 shrink-0" />
              <span className="line-clamp-2 wrap-anywhere">{error}</span>
            </p>
          )}
        </div>
      </div>
      <div className="col-start-1 grid gap-1.5 pl-7 @3xl:col-start-auto @3xl:pl-0">
        <SourceState status={source.status} />
        {isWaiting(source) && <ReadingProgress name={name} progress={source.progress} />}
      </div>
      <div className="col-start-1 grid gap-0.5 pl-7 text-13 text-muted-foreground tabular-nums @3xl:col-start-auto @3xl:pl-0">
        <p>
          {documents > 1 && `${countText(documents, "page")}, `}
          {countText(chunks, "part")}
        </p>
        <p>
          <SourceUse use={use} createdAt={source.createdAt} />
        </p>
        {readAt && (
          <p>
            Read <LocalTime at={readAt} />
          </p>
        )}
      </div>
      <span className="relative z-10 col-start-2 row-start-1 flex h-6 items-center @3xl:col-start-auto @3xl:row-start-auto">
        <Switch
          aria-label={`Use ${name} in answers`}
          checked={shown}
          disabled={!canEdit}
          onCheckedChange={(wanted) => void change(wanted)}
        />
      </span>
    </li>
  );
}
