import { DomainError, type ErrorDetail } from "@/server/errors";
import { assertSafeUrl } from "@/server/outbound/addresses/assert-safe-url";
import { OutboundFailure } from "@/server/outbound/outbound-failure";
import { prepareHeaders } from "@/server/outbound/request-headers";
import { findJsonFault } from "../../templates/render-json";
import { hasOrigin, mayGiveOrigin, originFault } from "../../templates/render-url";
import { parseTemplate, resolve, toText } from "../../templates/template";
import { templateFaults } from "../../templates/template-faults";
import type { StepScope } from "../step-kind";
import { savedVariableFaults } from "./save-variables";
import type { WebhookStep } from "@/server/schemas/steps/webhook";

type Path = ErrorDetail["path"];

/** Faults of a webhook step that its schema cannot find. */
export function checkWebhook(step: WebhookStep, scope: StepScope): ErrorDetail[] {
  const templates: { path: Path; text: string }[] = [
    { path: ["url"], text: step.url },
    ...step.query.map(({ value }, i) => ({ path: ["query", i, "value"], text: value })),
    ...step.headers.map(({ value }, i) => ({ path: ["headers", i, "value"], text: value })),
    ...(step.body.type === "none" ? [] : [{ path: ["body", "text"], text: step.body.text }]),
  ];
  const faults = templates.flatMap(({ path, text }) =>
    templateFaults(text, scope).map((message) => ({ path, message })),
  );
  return [
    ...faults,
    ...(faults.some(({ path }) => path[0] === "url") ? [] : urlFaults(step.url, scope)),
    ...queryFaults(step),
    ...headerFaults(step),
    ...bodyFaults(step),
    ...savedVariableFaults(step.saveVariables ?? []),
  ];
}

/** Stands for a secret at the start of an address; its value is checked when the request is sent. */
const SAMPLE_ORIGIN = "https://sample.example";

/** Checks the address, with a sample text for each value that is known only at run time. */
export function urlFaults(template: string, scope: StepScope): ErrorDetail[] {
  const path = ["url"];
  let url = "";
  for (const part of parseTemplate(template.trim())) {
    if (part.kind === "text") {
      url += part.text;
      continue;
    }
    if (!part.reference) continue;
    const isOrigin = !hasOrigin(url);
    if (isOrigin && !mayGiveOrigin(part.reference)) return [{ path, message: originFault(part.source) }];
    const values = { args: {}, constants: scope.constantValues, secrets: {}, variables: {}, steps: {}, callback: {} };
    if (part.reference.root === "secrets") url += url === "" ? SAMPLE_ORIGIN : "sample";
    else url += isOrigin ? toText(resolve(part.reference, values)) : "sample";
  }
  try {
    assertSafeUrl(url);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [{ path, message: error.message }];
  }
}

function queryFaults({ query }: WebhookStep): ErrorDetail[] {
  return query.flatMap(({ name }, i) => {
    const message = "The name of a parameter is fixed text; put the value into its value.";
    return name.includes("{{") ? [{ path: ["query", i, "name"], message }] : [];
  });
}

function headerFaults({ headers }: WebhookStep): ErrorDetail[] {
  return headers.flatMap(({ name, value }, i): ErrorDetail[] => {
    const same = headers.findIndex((other) => other.name.toLowerCase() === name.toLowerCase());
    const message = nameFault(name) ?? (same < i ? `The header ${name} is given twice. Keep one of them.` : null);
    const valueFault = /[\r\n\0]/.test(value) ? "A header is one line; remove the line break." : null;
    return [
      ...(message === null ? [] : [{ path: ["headers", i, "name"], message }]),
      ...(valueFault === null ? [] : [{ path: ["headers", i, "value"], message: valueFault }]),
    ];
  });
}

function nameFault(name: string): string | null {
  try {
    prepareHeaders({ [name]: "" }, "");
    return null;
  } catch (error) {
    if (error instanceof OutboundFailure) return error.message;
    throw error;
  }
}

function bodyFaults({ method, body }: WebhookStep): ErrorDetail[] {
  const unsendable: ErrorDetail[] =
    method === "HEAD" && body.type !== "none"
      ? [{ path: ["body", "type"], message: "A HEAD request has no body. Choose no body, or another method." }]
      : [];
  const fault = body.type === "json" ? findJsonFault(body.text) : null;
  return fault === null ? unsendable : [...unsendable, { path: ["body", "text"], message: fault }];
}
