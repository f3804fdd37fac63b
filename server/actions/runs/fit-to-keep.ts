import { logFailure } from "@/server/log/log-failure";
import { requestIdHere } from "@/server/log/request-scope";
import { MASK } from "@/server/secrets/masking/looks-secret";
import { capText } from "./compose-result";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import { maskOutput } from "../redact/redact";
import { openConstants } from "../definition/seal-constants";
import { type OpenedSecrets, valuesOf } from "../secrets/open-workspace-secrets";
import { StepFault } from "../step-fault";
import type { HttpAttempt, StepOutput } from "@/server/schemas/step-output";

type WithErrorMessage = Pick<ActionDefinition, "errorMessage">;

type Status = "succeeded" | "failed" | "skipped" | "waiting";

/**
 * Prepares a step's output for storage and display: masks secrets, cuts request bodies and limits the bot's text. It
 * never throws, because a retry would repeat the step's effect.
 * @param workspaceSecrets Those that the action uses.
 */
export function fitToKeep(
  definition: ActionDefinition,
  workspaceSecrets: OpenedSecrets,
  status: Status,
  output: StepOutput,
): StepOutput {
  try {
    return fitted(definition, workspaceSecrets, status, output);
  } catch (error) {
    logFailure(requestIdHere(), "an output is withheld, as its secrets could not be masked", error);
    return withheld(output);
  }
}

function fitted(
  definition: ActionDefinition,
  workspaceSecrets: OpenedSecrets,
  status: Status,
  output: StepOutput,
): StepOutput {
  const safe = maskOutput(output, [...secretsOf(definition), ...valuesOf(workspaceSecrets)]);
  const forBot = status === "failed" ? errorForBot(definition, safe.forBot) : safe.forBot;
  return { ...safe, attempts: safe.attempts.map(withShortBody), forBot: capText(forBot) };
}

/** Longer bodies would fill the database with copies of data that the run already stores. */
const MAX_KEPT_BODY = 64 * 1024;

/** Must run after masking: a secret cut in two would not be found. */
function withShortBody(attempt: HttpAttempt): HttpAttempt {
  const { requestBody } = attempt;
  const bytes = requestBody === null ? 0 : Buffer.byteLength(requestBody);
  if (requestBody === null || bytes <= MAX_KEPT_BODY) return attempt;
  const note = `\n[Cut: the body has ${bytes} bytes; these are the first of them.]`;
  const start = Buffer.from(requestBody).subarray(0, MAX_KEPT_BODY - note.length);
  // With `stream`, the decoder drops a character that the cut splits.
  return { ...attempt, requestBody: new TextDecoder().decode(start, { stream: true }) + note };
}

/** Replaces everything that could contain a secret. */
function withheld({ attempts, status, truncated, error }: StepOutput): StepOutput {
  const shown = attempts.map((attempt) => ({
    ...attempt,
    url: MASK,
    requestHeaders: {},
    requestBody: attempt.requestBody === null ? null : MASK,
    error: attempt.error === null ? null : MASK,
  }));
  const summary = "The data of this step is not stored, because it could not be searched for secrets.";
  return { attempts: shown, status, headers: {}, body: null, truncated, error: error && MASK, forBot: "", summary };
}

/** The builder's error message replaces any error text (CONTRACTS §3). */
export function errorForBot({ errorMessage }: WithErrorMessage, text: string): string {
  return errorMessage === "" ? text : errorMessage;
}

/** If a secret cannot be opened, no step has used it, so there is nothing to mask. */
function secretsOf({ constants }: ActionDefinition): string[] {
  try {
    return openConstants(constants).secrets;
  } catch (error) {
    if (error instanceof StepFault) return [];
    throw error;
  }
}
