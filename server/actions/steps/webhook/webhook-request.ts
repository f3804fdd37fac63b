import { renderJson } from "../../render-json";
import { renderUrl } from "../../render-url";
import { renderText, type TemplateValues } from "../../template";
import type { StepContext } from "../step-kind";
import type { WebhookStep } from "./schema";

export interface RenderedRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
}

/**
 * The request of a webhook step with its templates filled.
 * @throws StepFault when a value does not fit where it stands.
 */
export function renderWebhook(step: WebhookStep, { values, callId }: StepContext): RenderedRequest {
  const headers = Object.fromEntries(step.headers.map(({ name, value }) => [name, renderHeader(value, values)]));
  return {
    method: step.method,
    url: renderUrl(step.url, step.query, values),
    headers: { ...defaultHeaders(step, callId), ...headers },
    body: renderBody(step, values),
  };
}

/** Values may hold line breaks, which would begin a header of their own. */
function renderHeader(template: string, values: TemplateValues): string {
  return renderText(template, values)
    .replaceAll(/[\p{Cc}]+/gu, " ")
    .trim();
}

function renderBody({ body, headers }: WebhookStep, values: TemplateValues): string | null {
  if (body.type === "none") return null;
  if (body.type === "json") return renderJson(body.text, values);
  const contentType = headers.find(({ name }) => isContentType(name))?.value ?? "";
  return renderText(body.text, values, encoderFor(contentType));
}

/** A text body says by its content type how values must be written in it, lest one end a field and begin another. */
function encoderFor(contentType: string): (value: string) => string {
  if (/^\s*application\/x-www-form-urlencoded\b/i.test(contentType)) {
    return (value) => encodeURIComponent(value.toWellFormed());
  }
  return /^\s*[\w.-]+\/(?:[\w.-]+\+)?(?:xml|html)\b/i.test(contentType) ? escapeMarkup : (value) => value;
}

const MARKUP: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeMarkup(value: string): string {
  return value.replaceAll(/[&<>"']/g, (character) => MARKUP[character] ?? character);
}

/** What the builder did not set: the type of the body, and a key by which the server can tell a repetition after a crash. */
function defaultHeaders({ method, body, headers }: WebhookStep, callId: string): Record<string, string> {
  const isSet = (wanted: string) => headers.some(({ name }) => name.toLowerCase() === wanted);
  const contentType = body.type === "json" ? "application/json" : "text/plain; charset=utf-8";
  return {
    ...(body.type !== "none" && !isSet("content-type") && { "content-type": contentType }),
    ...(method !== "GET" && method !== "HEAD" && !isSet("idempotency-key") && { "idempotency-key": callId }),
  };
}

function isContentType(name: string): boolean {
  return name.toLowerCase() === "content-type";
}
