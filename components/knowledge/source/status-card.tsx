"use client";

import { Alert } from "@/components/ui/alert";
import { Card, CardContent } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { LocalTime } from "@/components/ui/local-time";
import { Switch } from "@/components/ui/switch";
import { countText, isWaiting, type Source, type SourceUses } from "../knowledge-types";
import { ReadingProgress } from "../source-state";
import { SourceUse } from "../source-use";
import { useSwitchSource } from "../use-switch-source";

interface StatusCardProps {
  source: Source;
  use: SourceUses[string] | undefined;
  canEdit: boolean;
}

/** Whether bots use a source, how its last reading went, and what to do about a failure. */
export function StatusCard({ source, use, canEdit }: StatusCardProps) {
  const { name, status, error } = source;
  const { shown, change } = useSwitchSource(source.id, source.isEnabled);
  return (
    <Card>
      <CardContent className="grid gap-4 pt-5">
        <Field layout="split" label="Use in answers" hint={<SourceUse use={use} createdAt={source.createdAt} />}>
          <Switch checked={shown} disabled={!canEdit} onCheckedChange={(wanted) => void change(wanted)} />
        </Field>
        {isWaiting(source) && <ReadingProgress name={name} progress={source.progress} />}
        {error && !isWaiting(source) && (
          <Alert
            tone={status === "failed" ? "danger" : "warning"}
            title={status === "failed" ? "It could not be read" : "The last refresh failed"}
          >
            {error}
            {status === "stale" && " Bots use the text from before."}
          </Alert>
        )}
        <Warnings warnings={source.warnings} />
        <Facts source={source} />
      </CardContent>
    </Card>
  );
}

function Facts({ source: { status, chunks, documents, readAt, succeededAt, nextReadAt } }: { source: Source }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-13">
      <dt className="text-muted-foreground">Text</dt>
      <dd className="tabular-nums">
        {documents > 1 && `${countText(documents, "page")}, `}
        {countText(chunks, "part")}
      </dd>
      <dt className="text-muted-foreground">Last read</dt>
      <dd>{readAt ? <LocalTime at={readAt} /> : "Not yet"}</dd>
      {status === "stale" && succeededAt && (
        <>
          <dt className="text-muted-foreground">Text from</dt>
          <dd>
            <LocalTime at={succeededAt} />
          </dd>
        </>
      )}
      {nextReadAt && (
        <>
          <dt className="text-muted-foreground">Next reading</dt>
          <dd>
            <LocalTime at={nextReadAt} />
          </dd>
        </>
      )}
    </dl>
  );
}

/** Warnings that are shown before the others are asked for. */
const SHOWN = 3;

function Warnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  const rest = warnings.slice(SHOWN);
  return (
    <Alert tone="warning" title={warnings.length === 1 ? "A note on the reading" : "Notes on the reading"}>
      <ul className="grid list-disc gap-1 pl-4">
        {warnings.slice(0, SHOWN).map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
      {rest.length > 0 && (
        <details className="mt-1">
          <summary className="w-fit cursor-pointer rounded-sm focus-ring">{rest.length} more</summary>
          <ul className="mt-1 grid list-disc gap-1 pl-4">
            {rest.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </details>
      )}
    </Alert>
  );
}
