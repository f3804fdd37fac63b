import { logFailure } from "@/server/log-failure";
import { newId } from "@/server/ids";
import { MASK } from "@/server/secrets/masking/looks-secret";
import { capText } from "./compose-result";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import { maskOutput } from "../redact/redact";
import { openConstants } from "../definition/seal-constants";
import { StepFault } from "../step-fault";
import type { HttpAttempt, StepOutput } from "@/server/schemas/step-output";

type Told = Pick<ActionDefinition, "errorMessage">;

type Status = "succeeded" | "failed" | "skipped" | "waiting";

/**
 * Prepares a step's output to be stored and shown: masks the action's secrets, and limits what the bot gets. It never
 * throws, because a retry would repeat the step's effect.
 */
export function fitToKeep(definition: ActionDefinition, status: Status, output: StepOutput): StepOutput {
  try {
    return fitted(definition, status, output);
  } catch (error) {
    logFailure(newId("request"), "an output is withheld, as its secrets could not be masked", error);
    return withheld(output);
  }
}

function fitted(definition: ActionDefinition, status: Status, output: StepOutput): StepOutput {
  const safe = maskOutput(output, secretsOf(definition));
  const forBot = status === "failed" ? errorForBot(definition, safe.forBot) : safe.forBot;
  return { ...safe, attempts: safe.attempts.map(withShortBody), forBot: capText(forBot) };
}

/** Longer bodies would fill the database with copies of data that the run already holds. */
const MAX_KEPT_BODY = 64 * 1024;

/** Cut only after masking: a part of a secret would not be recognised. */
function withShortBody(attempt: HttpAttempt): HttpAttempt {
  const { requestBody } = attempt;
  const bytes = requestBody === null ? 0 : Buffer.byteLength(requestBody);
  if (requestBody === null || bytes <= MAX_KEPT_BODY) return attempt;
  const note = `\n[Cut: the body has ${bytes} bytes; these are the first of them.]`;
  const start = Buffer.from(requestBody).subarray(0, MAX_KEPT_BODY - note.length);
  // The decoder drops a character that the cut splits.
  return { ...attempt, requestBody: new TextDecoder().decode(start, { stream: true }) + note };
}

/** The only output that is certain to hold no secret. */
function withheld({ attempts, status, truncated, error }: StepOutput): StepOutput {
  const shown = attempts.map((attempt) => ({
    ...attempt,
    url: MASK,
    requestHeaders: {},
    requestBody: attempt.requestBody === null ? null : MASK,
    error: attempt.error === null ? null : MASK,
  }));
  const summary = "What this step sent and got is not kept: it could not be searched for secrets.";
  return { attempts: shown, status, headers: {}, body: null, truncated, error: error && MASK, forBot: "", summary };
}

/** The builder's error message stands in for any error text (CONTRACTS §3). */
export function errorForBot({ errorMessage }: Told, text: string): string {
  return errorMessage === "" ? text : errorMessage;
}

/** A secret that cannot be opened has been used by no step, so there is nothing to hide. */
function secretsOf({ constants }: ActionDefinition): string[] {
  try {
    return openConstants(constants).secrets;
  } catch (error) {
    if (error instanceof StepFault) return [];
    throw error;
  }
}
