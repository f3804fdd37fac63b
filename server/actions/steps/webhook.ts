import { redactUrl } from "@/server/outbound/redact-url";
import { maskHeaders } from "@/server/outbound/request-headers";
import { sendOutbound, type OutboundResult } from "@/server/outbound/send-outbound";
import { webhookStep, type WebhookStep } from "../definition";
import { readAnswer } from "../read-answer";
import { StepFault } from "../step-fault";
import type { HttpAttempt, StepOutput } from "../step-output";
import { defineStepKind, type StepContext, type StepResult } from "./step-kind";
import { checkWebhook } from "./webhook-check";
import { renderWebhook, type RenderedRequest } from "./webhook-request";

/** CONTRACTS §3. */
const MAX_RESPONSE_BYTES = 1024 * 1024;
const MAX_REDIRECTS = 3;

/** Calls an address of the customer's systems. */
export const webhook = defineStepKind<WebhookStep>(webhookStep, { check: checkWebhook, run });

async function run(step: WebhookStep, context: StepContext): Promise<StepResult> {
  const request = render(step, context);
  if (request instanceof StepFault) return failed(step, [], request.message);
  const result = await sendOutbound({
    ...request,
    timeoutMs: step.timeoutSeconds * 1000,
    maxResponseBytes: MAX_RESPONSE_BYTES,
    maxRedirects: MAX_REDIRECTS,
  });
  const attempts = attemptsOf(result, request);
  return result.ok ? judge(step, result, attempts) : failed(step, attempts, result.error.message);
}

function render(step: WebhookStep, context: StepContext): RenderedRequest | StepFault {
  try {
    return renderWebhook(step, context);
  } catch (error) {
    if (error instanceof StepFault) return error;
    throw error;
  }
}

function judge(step: WebhookStep, answer: Extract<OutboundResult, { ok: true }>, attempts: HttpAttempt[]): StepResult {
  const { status, headers, truncated } = answer;
  const { text, body } = readAnswer(answer.body, headers["content-type"] ?? "", truncated);
  const error = explainStatus(step, status);
  const output = { attempts, status, headers, body, truncated, error, forBot: wordsForBot(step, answer, text, error) };
  return { status: error === null ? "succeeded" : "failed", output };
}

/** Why a status is an error; null when it is none. */
function explainStatus({ acceptedStatusCodes }: WebhookStep, status: number): string | null {
  if (acceptedStatusCodes === null) return status < 400 ? null : `The server answered ${status}.`;
  if (acceptedStatusCodes.includes(status)) return null;
  return `The server answered ${status}; accepted: ${acceptedStatusCodes.join(", ")}.`;
}

/** Without a filter the bot gets every status and body; with one, the body of what is accepted, and else nothing. */
function wordsForBot(
  { acceptedStatusCodes }: WebhookStep,
  { status, truncated }: { status: number; truncated: boolean },
  text: string,
  error: string | null,
): string {
  const answer = truncated ? `${text}\n[The answer was longer than 1 MB and was cut.]` : text;
  if (acceptedStatusCodes === null) return answer === "" ? `HTTP ${status}` : `HTTP ${status}\n${answer}`;
  if (error !== null) return "";
  return answer === "" ? `Done (HTTP ${status}, without content).` : answer;
}

function failed({ acceptedStatusCodes }: WebhookStep, attempts: HttpAttempt[], error: string): StepResult {
  const output: StepOutput = {
    attempts,
    status: null,
    headers: {},
    body: null,
    truncated: false,
    error,
    forBot: acceptedStatusCodes === null ? error : "",
  };
  return { status: "failed", output };
}

/** A request that was refused before it left is shown as well, as it would have been. */
function attemptsOf(result: OutboundResult, request: RenderedRequest): HttpAttempt[] {
  if (result.hops.length === 0 && !result.ok) return [unsent(request, result.error.message)];
  let body = request.body;
  return result.hops.map((hop) => {
    const attempt = { ...hop, durationMs: Math.round(hop.durationMs), requestBody: body };
    // These redirects are followed by a GET without a body; 307 and 308 repeat the request.
    if (hop.status !== null && hop.status >= 301 && hop.status <= 303) body = null;
    return attempt;
  });
}

function unsent({ method, url, headers, body }: RenderedRequest, error: string): HttpAttempt {
  return {
    method,
    url: redactUrl(url),
    requestHeaders: maskHeaders(headers),
    requestBody: body,
    status: null,
    error,
    durationMs: 0,
    responseBytes: 0,
  };
}
