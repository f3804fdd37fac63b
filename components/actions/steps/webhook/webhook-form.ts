import { findJsonFault } from "@/server/actions/templates/render-json";
import { parseTemplate } from "@/server/actions/templates/template";
import type { WebhookStep } from "@/server/schemas/steps/webhook";
import type { Fault } from "../../faults/fault";
import { isTyped, type PairRow } from "../../fields/pair-row";
import { newKey, withKeys, withoutKeys } from "../../fields/rows";
import type { TemplatePlace } from "../../templates/template-place";
import { lastValues, type VariableItem } from "../../templates/variable-group";
import { parseStatusCodes, statusCodesFault } from "./status-codes";

export interface WebhookForm {
  kind: "webhook";
  method: WebhookStep["method"];
  url: string;
  query: PairRow[];
  headers: PairRow[];
  bodyType: WebhookStep["body"]["type"];
  /** Kept while the type is "none". */
  bodyText: string;
  /** Whether only answers with one of the status codes reach the bot. */
  isFiltered: boolean;
  statusCodes: string;
  timeout: string;
  saved: SavedRow[];
}

/** A value of the answer to save as a conversation variable. */
export interface SavedRow {
  key: string;
  path: string;
  variable: string;
}

export function emptyWebhook(): WebhookForm {
  return {
    kind: "webhook",
    method: "GET",
    url: "",
    query: [],
    headers: [],
    bodyType: "none",
    bodyText: "",
    isFiltered: true,
    statusCodes: "200",
    timeout: "30",
    saved: [],
  };
}

export function toWebhookForm(step: WebhookStep): WebhookForm {
  const { method, url, body, acceptedStatusCodes, timeoutSeconds } = step;
  return {
    kind: "webhook",
    method,
    url,
    query: withKeys(step.query),
    headers: withKeys(step.headers),
    bodyType: body.type,
    bodyText: body.type === "none" ? "" : body.text,
    isFiltered: acceptedStatusCodes !== null,
    statusCodes: (acceptedStatusCodes ?? [200]).join(", "),
    timeout: String(timeoutSeconds),
    saved: withKeys(step.saveVariables ?? []),
  };
}

export function toWebhookStep(form: WebhookForm): Omit<WebhookStep, "name" | "condition"> {
  const { method, url, bodyType, bodyText } = form;
  return {
    kind: "webhook",
    method,
    url: url.trim(),
    query: withoutKeys(form.query),
    headers: withoutKeys(form.headers),
    body: bodyType === "none" ? { type: bodyType } : { type: bodyType, text: bodyText },
    acceptedStatusCodes: form.isFiltered ? parseStatusCodes(form.statusCodes) : null,
    timeoutSeconds: form.timeout.trim() === "" ? Number.NaN : Number(form.timeout),
    ...(form.saved.length > 0 && { saveVariables: withoutKeys(form.saved) }),
  };
}

export function withoutEmptyWebhookRows(form: WebhookForm): WebhookForm {
  return {
    ...form,
    query: form.query.filter(isTyped),
    headers: form.headers.filter(isTyped),
    saved: form.saved.filter(({ path, variable }) => path !== "" || variable !== ""),
  };
}

export function newSavedRow(): SavedRow {
  return { key: newKey(), path: "", variable: "" };
}

export function webhookTemplates(form: WebhookForm): TemplatePlace[] {
  return [
    { path: "url", text: form.url },
    ...form.query.map(({ value }, i) => ({ path: `query.${i}.value`, text: value })),
    ...form.headers.map(({ value }, i) => ({ path: `headers.${i}.value`, text: value })),
    ...(form.bodyType === "none" ? [] : [{ path: "body.text", text: form.bodyText }]),
  ];
}

export function webhookFaults(form: WebhookForm): Fault[] {
  const json = form.bodyType === "json" ? findJsonFault(form.bodyText) : null;
  const codes = form.isFiltered ? statusCodesFault(form.statusCodes) : null;
  const seconds = Number(form.timeout);
  const isTimeFine = Number.isInteger(seconds) && seconds >= 1 && seconds <= 120;
  return [
    ...(json === null ? [] : [{ path: "body.text", message: json }]),
    ...(codes === null ? [] : [{ path: "acceptedStatusCodes", message: codes }]),
    ...(isTimeFine ? [] : [{ path: "timeoutSeconds", message: "Write whole seconds from 1 to 120." }]),
    ...form.saved.flatMap(({ path }, i) =>
      path === "" || isPlace(path) ? [] : [{ path: `saveVariables.${i}.path`, message: PLACE_FAULT }],
    ),
  ];
}

const PLACE_FAULT = "Enter a path in the answer, such as body.order.id, status or headers.location.";

/** Parses the path like a template reference, so that both share one syntax. */
function isPlace(path: string): boolean {
  const [only, ...rest] = parseTemplate(`{{steps.x.${path.trim()}}}`);
  if (only?.kind !== "value" || only.reference === null || rest.length > 0) return false;
  const [field, ...deeper] = only.reference.path;
  if (field === "headers") return deeper.length === 1;
  return field === "body" || (field === "status" && deeper.length === 0);
}

/** The paths in the answer to offer for saved values. */
export function answerPlaces(start: string, body: unknown): VariableItem[] {
  return [
    { reference: `${start}body`, hint: "the whole answer; continue with .path.to.value" },
    { reference: `${start}status`, hint: "the status code, such as 200" },
    { reference: `${start}headers.`, hint: "a header of the answer; write its name" },
    ...lastValues(`${start}body`, body),
  ];
}
