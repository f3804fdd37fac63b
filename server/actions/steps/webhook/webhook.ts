import { sendOutbound, type OutboundResult } from "@/server/outbound/send-outbound";
import { readAnswer } from "../../runs/read-answer";
import { dropBegunSecret } from "../../redact/drop-begun-secret";
import { StepFault } from "../../step-fault";
import type { HttpAttempt, StepOutput } from "@/server/schemas/step-output";
import { defineStepKind, type StepContext, type StepResult } from "../step-kind";
import { attemptsOf } from "../http-attempts";
import { isAccepted, isRefusedSuccess } from "@/server/schemas/steps/accepted-statuses";
import { checkWebhook } from "./check-webhook";
import { savedValues } from "./save-variables";
import { webhookStep, type WebhookStep } from "@/server/schemas/steps/webhook";
import { renderWebhook, type RenderedRequest } from "./webhook-request";

/** CONTRACTS §3 sets this limit. */
const MAX_RESPONSE_BYTES = 1024 * 1024;
const MAX_REDIRECTS = 3;

/** Calls an HTTP address of the customer's systems. */
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
  return result.ok ? judge(step, context, result, attempts) : failed(step, attempts, result.error.message);
}

function render(step: WebhookStep, context: StepContext): RenderedRequest | StepFault {
  try {
    return renderWebhook(step, context);
  } catch (error) {
    if (error instanceof StepFault) return error;
    throw error;
  }
}

function judge(
  step: WebhookStep,
  { conversationId, values }: StepContext,
  answer: Extract<OutboundResult, { ok: true }>,
  attempts: HttpAttempt[],
): StepResult {
  const { status, headers, truncated } = answer;
  // The values do not show which constants are secret; removing the start of another one at a cut does no harm.
  const secrets = [...Object.values(values.constants), ...Object.values(values.secrets)];
  const trimCut = (cut: string) => dropBegunSecret(cut, secrets);
  const { text, body } = readAnswer(answer.body, headers["content-type"] ?? "", truncated, trimCut);
  const error = explainStatus(step, status);
  const output = { attempts, status, headers, body, truncated, error, forBot: wordsForBot(step, answer, text, error) };
  if (error !== null) return { status: "failed", output };
  const { variables, summary } = savedValues(step.saveVariables ?? [], output, conversationId !== null);
  return { status: "succeeded", output: summary === null ? output : { ...output, variables, summary } };
}

const IT_WENT_WELL =
  "This status says that the request was carried out. To take it as a success, let the step accept 2xx.";

/** Why a status counts as an error; null when it does not. */
function explainStatus({ acceptedStatusCodes }: WebhookStep, status: number): string | null {
  if (acceptedStatusCodes === null) return status < 400 ? null : `The server answered ${status}.`;
  if (isAccepted(acceptedStatusCodes, status)) return null;
  const refusal = `The server answered ${status}; accepted: ${acceptedStatusCodes.join(", ")}.`;
  return isRefusedSuccess(acceptedStatusCodes, status) ? `${refusal} ${IT_WENT_WELL}` : refusal;
}

/** Without a filter the bot gets every status and body; with one, only the body of an accepted answer. */
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
