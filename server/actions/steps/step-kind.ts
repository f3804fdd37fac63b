import type { z } from "zod";
import type { ErrorDetail } from "@/server/errors";
import type { ActionStep } from "../definition";
import type { StepOutput } from "../step-output";
import type { TemplateValues } from "../template";
import type { TemplateScope } from "../template-faults";

/** What a step may refer to, for its check at save. */
export interface StepScope extends TemplateScope {
  /** The values of constants, as far as they are known. */
  constantValues: Record<string, string>;
}

export interface StepContext {
  values: TemplateValues;
  /** Names this execution: the same when the step is repeated after a crash. */
  callId: string;
}

export interface StepResult {
  status: "succeeded" | "failed";
  /** May hold secrets; they are masked before anything is kept. In a failure, `forBot` is the error's text. */
  output: StepOutput;
}

/** What a kind of step is: one file, one entry in the registry, one schema in definition.ts. */
export interface StepKind {
  /** Faults that the schema cannot see; paths start at the step. */
  check(step: ActionStep, scope: StepScope): ErrorDetail[];
  /** Carries the step out. What goes wrong out there is a result; a throw means that Parley itself failed, and is retried. */
  run(step: ActionStep, context: StepContext): Promise<StepResult>;
}

/** Makes a kind of step out of functions that take steps of this kind only. */
export function defineStepKind<S extends ActionStep>(
  schema: z.ZodType<S>,
  kind: {
    check(step: S, scope: StepScope): ErrorDetail[];
    run(step: S, context: StepContext): Promise<StepResult>;
  },
): StepKind {
  return {
    check: (step, scope) => kind.check(schema.parse(step), scope),
    run: (step, context) => kind.run(schema.parse(step), context),
  };
}
