import type { inferRouterOutputs } from "@trpc/server";
import { ChevronRight } from "lucide-react";
import { LocalTime } from "@/components/ui/local-time";
import type { AppRouter } from "@/server/trpc/root";
import { changedValues } from "./changed-values";
import { verbTexts } from "./verb-texts";

type Entry = inferRouterOutputs<AppRouter>["audit"]["list"]["entries"][number];

/** One change: who, what, when and from where; opened, the fields before and after. */
export function AuditRow({ entry }: { entry: Entry }) {
  const { verb, targetName, actorName, actorType, address, createdAt } = entry;
  return (
    <li>
      <details className="group">
        <summary className="flex cursor-pointer list-none items-start gap-2 px-4 py-3 hover:bg-muted/50">
          <ChevronRight
            aria-hidden
            className="mt-0.5 size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-90"
          />
          <span className="grid min-w-0 flex-1 gap-0.5">
            <span className="min-w-0 text-14 wrap-anywhere">
              {verbTexts[verb] ?? verb}
              {targetName && <span className="font-semibold"> {targetName}</span>}
            </span>
            <span className="text-13 text-muted-foreground wrap-anywhere">
              {actorName || "Unknown"}
              {actorType === "api_key" && " (API key)"}
              {address && ` · ${address}`}
            </span>
          </span>
          <span className="shrink-0 text-13 text-muted-foreground">
            <LocalTime at={createdAt} />
          </span>
        </summary>
        <ChangedFields entry={entry} />
      </details>
    </li>
  );
}

function ChangedFields({ entry: { before, after, verb, targetId, requestId } }: { entry: Entry }) {
  const changed = changedValues(before, after);
  return (
    <div className="grid min-w-0 gap-3 px-4 pb-4 pl-10">
      {changed.length === 0 && <p className="text-13 text-muted-foreground">No compared field changed.</p>}
      {changed.map(({ name, ...value }) => (
        <section key={name} aria-label={name} className="grid min-w-0 gap-1">
          <h3 className="text-13 font-semibold">{name}</h3>
          <div className="grid min-w-0 gap-2 md:grid-cols-2">
            <Value title="Before" value={value.before} />
            <Value title="After" value={value.after} />
          </div>
        </section>
      ))}
      <p className="text-12 text-muted-foreground wrap-anywhere">
        {[verb, targetId, requestId].filter((part) => part !== null).join(" · ")}
      </p>
    </div>
  );
}

function Value({ title, value }: { title: string; value: unknown }) {
  if (value === undefined || value === null) return null;
  return (
    <figure className="min-w-0">
      <figcaption className="text-12 text-muted-foreground">{title}</figcaption>
      <pre
        className="max-h-64 overflow-auto rounded-md bg-muted p-2 text-12 whitespace-pre-wrap wrap-anywhere"
        tabIndex={0}
      >
        {typeof value === "string" ? value : JSON.stringify(value, null, 2)}
      </pre>
    </figure>
  );
}
