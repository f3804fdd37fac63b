import { capText } from "./compose-result";
import type { ActionStep } from "./definition";
import type { LoadedRun } from "./load-run";
import { storableText } from "./map-strings";
import { createRedactor, redactOutput } from "./redact";
import { openConstants, type OpenConstants } from "./seal-constants";
import { StepFault } from "./step-fault";
import type { StepOutput } from "./step-output";
import { stepKinds } from "./steps/registry";
import type { StepResult } from "./steps/step-kind";

/** Carries one step of a run out. What it returns is fit to be kept and shown: free of secrets, and not too long. */
export async function executeStep(run: LoadedRun, step: ActionStep, position: number): Promise<StepResult> {
  const constants = openOrExplain(run);
  if (constants instanceof StepFault) return { status: "failed", output: unreadable(run, constants.message) };
  const { status, output } = await stepKinds[step.kind].run(step, {
    values: {
      args: run.arguments,
      constants: constants.values,
      variables: run.variables,
      steps: Object.fromEntries(run.steps.map(({ name, output }) => [name, output])),
    },
    callId: `${run.runId}-${position}`,
  });
  const redact = createRedactor(constants.secrets);
  const safe = redactOutput(output, (text) => redact(storableText(text)));
  return { status, output: { ...safe, forBot: capText(wordsOf(run, status, safe.forBot)) } };
}

/** The builder's error message stands in for any error text (CONTRACTS §3). */
function wordsOf({ definition }: LoadedRun, status: StepResult["status"], forBot: string): string {
  return status === "failed" && definition.errorMessage !== "" ? definition.errorMessage : forBot;
}

function openOrExplain({ definition }: LoadedRun): OpenConstants | StepFault {
  try {
    return openConstants(definition.constants);
  } catch (error) {
    if (error instanceof StepFault) return error;
    throw error;
  }
}

function unreadable(run: LoadedRun, error: string): StepOutput {
  const forBot = wordsOf(run, "failed", "");
  return { attempts: [], status: null, headers: {}, body: null, truncated: false, error, forBot };
}
