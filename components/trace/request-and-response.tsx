"use client";

import { ChevronRight } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { formatBytes, prettyBody, prettyText } from "./pretty-body";
import type { HttpAttempt, StepRun } from "./run-types";

/** A step's HTTP request, with redirects, and the response. */
export function RequestAndResponse({ output }: { output: StepRun["output"] }) {
  const { attempts, error, truncated, body } = output;
  const hasAnswer = output.status !== null;
  const text = prettyBody(body);
  const hops = attempts.map((attempt, index) => ({ ...attempt, position: index + 1 }));
  return (
    <div className="grid min-w-0 gap-2">
      {hops.map((hop) => (
        <Attempt key={hop.position} attempt={hop} />
      ))}
      {error && !attempts.some((attempt) => attempt.error === error) && (
        <p className="break-words text-destructive-soft-foreground">{error}</p>
      )}
      {hasAnswer && <HeaderList title="Response headers" headers={output.headers} />}
      {hasAnswer && text !== "" && <CodeBlock title="Response body" code={text} wrap className="max-h-72" />}
      {hasAnswer && text === "" && <p className="text-muted-foreground">The response has no body.</p>}
      {truncated && <p className="text-warning-soft-foreground">The response was longer than 1 MB and was cut.</p>}
    </div>
  );
}

function Attempt({ attempt }: { attempt: HttpAttempt }) {
  const { method, url, status, error, durationMs, responseBytes, requestHeaders, requestBody } = attempt;
  return (
    <div className="grid min-w-0 gap-1.5">
      <p className="font-mono text-12 leading-5 break-all">
        <span className="font-semibold">{method}</span> {url}
      </p>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-muted-foreground tabular-nums">
        <Badge tone={toneOf(status)}>{status ?? "No answer"}</Badge>
        <span>{durationMs} ms</span>
        {status !== null && <span>{formatBytes(responseBytes)}</span>}
      </div>
      {error && <p className="break-words text-destructive-soft-foreground">{error}</p>}
      <HeaderList title="Request headers" headers={requestHeaders} />
      {requestBody !== null && requestBody !== "" && (
        <CodeBlock title="Request body" code={prettyText(requestBody)} wrap className="max-h-72" />
      )}
    </div>
  );
}

function toneOf(status: number | null): "success" | "info" | "warning" | "danger" {
  if (status === null || status >= 500) return "danger";
  if (status >= 400) return "warning";
  return status >= 300 ? "info" : "success";
}

function HeaderList({ title, headers }: { title: string; headers: Record<string, string> }) {
  const entries = Object.entries(headers);
  if (entries.length === 0) return null;
  return (
    <details className="group min-w-0">
      <summary className="inline-flex list-none items-center gap-1 rounded-sm text-12 font-medium text-muted-foreground focus-ring hover:text-foreground">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open:rotate-90" />
        {title} ({entries.length})
      </summary>
      <dl className="mt-1.5 grid gap-1 rounded-lg border bg-muted p-3 font-mono text-12 leading-5">
        {entries.map(([name, value]) => (
          <div key={name} className="min-w-0 break-all">
            <dt className="inline text-muted-foreground">{name}: </dt>
            <dd className="inline">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
