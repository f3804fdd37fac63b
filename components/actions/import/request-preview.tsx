import { hideSecrets } from "@/server/actions/import/hide-secrets";
import type { ImportedRequest } from "@/server/actions/import/imported-request";

/** A short preview of the request. */
export function RequestPreview({ request, hidesSecrets }: { request: ImportedRequest; hidesSecrets: boolean }) {
  const { method, url, query, headers, body, constants } = hidesSecrets ? hideSecrets(request, []) : request;
  const lines = [
    ...query.map(({ name, value }) => `?${name} = ${value}`),
    ...headers.map(({ name, value }) => `${name}: ${value}`),
  ];
  return (
    <section aria-label="What the step will send" className="grid gap-2 rounded-lg border bg-muted p-3 text-13">
      <p className="font-mono leading-5 break-all">
        <span className="font-semibold">{method}</span> {url}
      </p>
      {lines.length > 0 && (
        <ul className="grid max-h-40 gap-0.5 overflow-y-auto font-mono text-12 leading-5 break-all text-muted-foreground">
          {[...new Set(lines)].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {body.type !== "none" && (
        <pre className="max-h-40 overflow-auto font-mono text-12 leading-5 whitespace-pre-wrap text-muted-foreground">
          {body.text}
        </pre>
      )}
      {constants.length > 0 && (
        <p className="text-12 text-muted-foreground">
          New constants: {constants.map(({ name, secret }) => (secret ? `${name} (secret)` : name)).join(", ")}
        </p>
      )}
    </section>
  );
}

/** Lists what the import left out or changed. */
export function ImportNotes({ notes }: { notes: string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul aria-label="Notes" className="grid list-disc gap-1 pl-5 text-13 leading-5 text-muted-foreground">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
