import { setConversationVariables } from "@/server/conversations/set-variables";
import type { ActionStep } from "@/server/schemas/action-definition";
import { errorForBot, fitToKeep } from "./fit-to-keep";
import type { LoadedRun } from "./load-run";
import { createRedactor } from "@/server/secrets/masking/create-redactor";
import { openStepBudget } from "../templates/render-budget";
import { openConstants, type OpenConstants } from "../definition/seal-constants";
import { missingSecret, type OpenedSecrets, openWorkspaceSecrets, valuesOf } from "../secrets/open-workspace-secrets";
import { StepFault } from "../step-fault";
import { failedOutput, plainOutput, type StepOutput } from "@/server/schemas/step-output";
import { whySkipped } from "../steps/condition";
import { callbackUrl } from "../steps/callback/callback-token";
import { stepKinds } from "../steps/registry";
import type { StepWait } from "@/server/schemas/step-wait";
import type { StepContext, StepResult } from "../steps/step-kind";
import type { ExecutedStep } from "./store-step";
import type { TemplateValues } from "../templates/template";

/** Executes one step of a run. The result is safe to store and show: secrets are masked and long texts are cut. */
export async function executeStep(run: LoadedRun, step: ActionStep, position: number): Promise<ExecutedStep> {
  const opened = await openOrExplain(run, step);
  if (opened instanceof StepFault) return unreadable(run, opened.message);
  const values = valuesFor(run, position, opened);
  const keep = (status: ExecutedStep["status"], output: StepOutput) =>
    fitToKeep(run.definition, opened.workspaceSecrets, status, output);
  const result = await carryOut(step, contextFor(run, position, values));
  if (result.status === "skipped") return { ...result, output: keep("skipped", result.output) };
  const executed = { ...result, output: keep(result.status, result.output) };
  await keepVariables(run, executed);
  return executed.status === "waiting" ? { ...executed, rest: withoutSecrets(executed.rest, opened) } : executed;
}

type Skipped = { status: "skipped"; output: StepOutput };

/** Settings errors, such as a rendered text that is too long, are found before the step has any effect. */
async function carryOut(step: ActionStep, context: StepContext): Promise<StepResult | Skipped> {
  try {
    const skipped = step.condition ? whySkipped(step.condition, context.values) : null;
    if (skipped !== null) return { status: "skipped", output: plainOutput({ summary: skipped, forBot: "" }) };
    return await stepKinds[step.kind].run(step, context);
  } catch (error) {
    if (error instanceof StepFault) return { status: "failed", output: failedOutput(error.message) };
    throw error;
  }
}

function contextFor(run: LoadedRun, position: number, values: TemplateValues): StepContext {
  const { workspaceId, botId, conversationId, turnId, runId, depth, isDraft } = run;
  const scope = { workspaceId, botId, conversationId, turnId, runId, position, depth, isDraft };
  return { ...scope, values, callId: `${runId}-${position}` };
}

function valuesFor(run: LoadedRun, position: number, { constants, workspaceSecrets }: Opened): TemplateValues {
  const done = run.steps.filter(({ status }) => status === "succeeded" || status === "failed");
  const url = callbackUrl(run, position);
  return {
    args: run.arguments,
    constants: constants.values,
    secrets: Object.fromEntries([...workspaceSecrets].filter((entry): entry is [string, string] => entry[1] !== null)),
    variables: run.variables,
    steps: Object.fromEntries(done.map(({ name, output }) => [name, output])),
    callback: url === null ? {} : { url },
    budget: openStepBudget(),
  };
}

/** Stores variables after masking. Outside of a conversation, later steps read them from the step's output. */
async function keepVariables(
  { workspaceId, conversationId }: LoadedRun,
  { status, output }: StepResult,
): Promise<void> {
  if (status !== "succeeded" || conversationId === null || !output.variables) return;
  await setConversationVariables(workspaceId, conversationId, output.variables);
}

/** The question to a sub-bot is sent to a model, so secrets in it are masked. */
function withoutSecrets(wait: StepWait, { constants, workspaceSecrets }: Opened): StepWait {
  const secrets = [...constants.secrets, ...valuesOf(workspaceSecrets)];
  return wait.type === "bot" ? { ...wait, input: createRedactor(secrets)(wait.input) } : wait;
}

/** What a step may use, opened for this execution. */
interface Opened {
  constants: OpenConstants;
  /** All that the action uses: an answer to this step may contain a secret that another step sent. */
  workspaceSecrets: OpenedSecrets;
}

async function openOrExplain({ workspaceId, definition }: LoadedRun, step: ActionStep): Promise<Opened | StepFault> {
  try {
    const workspaceSecrets = await openWorkspaceSecrets(workspaceId, definition);
    const missing = missingSecret(step, workspaceSecrets);
    return missing ?? { constants: openConstants(definition.constants), workspaceSecrets };
  } catch (error) {
    if (error instanceof StepFault) return error;
    throw error;
  }
}

/** The bot must not learn what is wrong with a secret. */
function unreadable({ definition }: LoadedRun, error: string): ExecutedStep {
  return { status: "failed", output: { ...failedOutput(error), forBot: errorForBot(definition, "") } };
}
