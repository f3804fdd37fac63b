import { Badge } from "@/components/ui/badge";
import type { SourceStatus } from "@/server/schemas/knowledge/source-settings";
import type { SourceRow } from "./knowledge-types";

const states: Record<SourceStatus, { text: string; tone: "neutral" | "success" | "info" | "warning" | "danger" }> = {
  queued: { text: "Waiting to be read", tone: "info" },
  reading: { text: "Being read", tone: "info" },
  ready: { text: "Ready", tone: "success" },
  warnings: { text: "Ready, with warnings", tone: "warning" },
  failed: { text: "Failed", tone: "danger" },
  stale: { text: "Refresh failed", tone: "warning" },
};

/** The state of a source, in a few words. */
export function SourceState({ status }: Pick<SourceRow, "status">) {
  const { text, tone } = states[status];
  return <Badge tone={tone}>{text}</Badge>;
}

/** How far a reading is: what is done, and a bar if the total is known. */
export function ReadingProgress({ name, progress }: Pick<SourceRow, "name" | "progress">) {
  if (!progress) return null;
  const { label, done, total } = progress;
  const count =
    total === null ? done.toLocaleString("en") : `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
  return (
    <div className="grid max-w-56 min-w-0 gap-1">
      <p className="text-12 text-muted-foreground tabular-nums">
        {label}: {count}
      </p>
      {total !== null && total > 0 && (
        <progress
          aria-label={`Reading of ${name}`}
          max={total}
          value={Math.min(done, total)}
          className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-secondary [&::-moz-progress-bar]:bg-foreground [&::-webkit-progress-bar]:bg-secondary [&::-webkit-progress-value]:bg-foreground"
        />
      )}
    </div>
  );
}
