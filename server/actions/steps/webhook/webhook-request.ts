import { renderJson } from "../../templates/render-json";
import { renderUrl } from "../../templates/render-url";
import { renderTextBody } from "../../templates/render-text-body";
import { isAbsent, renderText, type TemplateValues } from "../../templates/template";
import type { StepContext } from "../step-kind";
import type { WebhookStep } from "@/server/schemas/steps/webhook";

export interface RenderedRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
}

/**
 * Renders the request of a webhook step. A header that consists of a value that was left out is omitted.
 * @throws StepFault when a value cannot be used in its place.
 */
export function renderWebhook(step: WebhookStep, { values, callId }: StepContext): RenderedRequest {
  const given = step.headers.filter(({ value }) => !isAbsent(value, values));
  const own = Object.fromEntries(given.map(({ name, value }) => [name, renderHeader(value, values)]));
  const headers = { ...defaultHeaders(step, own, callId), ...own };
  return {
    method: step.method,
    url: renderUrl(step.url, step.query, values),
    headers,
    body: renderBody(step, headers, values),
  };
}

/** Values may contain line breaks, which would start another header. */
function renderHeader(template: string, values: TemplateValues): string {
  return renderText(template, values)
    .replaceAll(/[\p{Cc}]+/gu, " ")
    .trim();
}

function renderBody({ body }: WebhookStep, headers: Record<string, string>, values: TemplateValues): string | null {
  if (body.type === "none") return null;
  return body.type === "json"
    ? renderJson(body.text, values)
    : renderTextBody(body.text, headerOf(headers, "content-type") ?? "", values);
}

/** Headers that the builder did not set: the content type, and a key by which the server can recognise a repetition. */
function defaultHeaders(
  { method, body }: WebhookStep,
  own: Record<string, string>,
  callId: string,
): Record<string, string> {
  const isSet = (wanted: string) => headerOf(own, wanted) !== undefined;
  const contentType = body.type === "json" ? "application/json" : "text/plain; charset=utf-8";
  return {
    ...(body.type !== "none" && !isSet("content-type") && { "content-type": contentType }),
    ...(method !== "GET" && method !== "HEAD" && !isSet("idempotency-key") && { "idempotency-key": callId }),
  };
}

function headerOf(headers: Record<string, string>, wanted: string): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
