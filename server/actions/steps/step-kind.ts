import type { z } from "zod";
import type { ErrorDetail } from "@/server/errors";
import type { ActionStep } from "@/server/schemas/action-definition";
import type { StepOutput } from "@/server/schemas/step-output";
import type { StepWait } from "@/server/schemas/step-wait";
import type { TemplateValues } from "../templates/template";
import type { TemplateScope } from "../templates/template-faults";

/** What a step may refer to, for its check at save. */
export interface StepScope extends TemplateScope {
  /** The values of constants, as far as they are known. */
  constantValues: Record<string, string>;
  /** Names of the constants whose values nobody may see. */
  secretConstants: string[];
}

/** Whose draft a step is part of, for checks that need the database. */
export interface DraftScope {
  workspaceId: string;
  botId: string;
}

export interface StepContext {
  workspaceId: string;
  /** The bot whose action this is. */
  botId: string;
  /** Null for Try it. */
  conversationId: string | null;
  /** The turn that called the action; null for Try it. */
  turnId: string | null;
  runId: string;
  /** From 1. */
  position: number;
  /** How many bots have asked one another to come here: 0 for a bot that a customer talks to. */
  depth: number;
  /** The caller is a draft (test chat, Try it), so drafts of other bots are used too. */
  isDraft: boolean;
  values: TemplateValues;
  /** Names this execution: the same when the step is repeated after a crash. */
  callId: string;
}

/** `output` may hold secrets; they are masked before anything is kept. In a failure, its `forBot` is the error's text. */
export type StepResult =
  | { status: "succeeded" | "failed"; output: StepOutput }
  | { status: "waiting"; output: StepOutput; rest: StepWait };

/** What a kind of step is: one folder with its schema and its way to run, and one entry in the registry. */
export interface StepKind {
  /** Faults that the schema cannot see; paths start at the step. */
  check(step: ActionStep, scope: StepScope): ErrorDetail[];
  /** Faults that only the database knows, such as a table that is gone; paths start at the step. */
  checkDraft(step: ActionStep, scope: DraftScope): Promise<ErrorDetail[]>;
  /** Executes the step. A system's failure is a result; a throw means that Parley itself failed, and is retried. */
  run(step: ActionStep, context: StepContext): Promise<StepResult>;
}

/** Makes a kind of step out of functions that take steps of this kind only. */
export function defineStepKind<S extends ActionStep>(
  schema: z.ZodType<S>,
  kind: {
    check(step: S, scope: StepScope): ErrorDetail[];
    checkDraft?(step: S, scope: DraftScope): Promise<ErrorDetail[]>;
    run(step: S, context: StepContext): Promise<StepResult>;
  },
): StepKind {
  return {
    check: (step, scope) => kind.check(schema.parse(step), scope),
    checkDraft: async (step, scope) => kind.checkDraft?.(schema.parse(step), scope) ?? [],
    run: (step, context) => kind.run(schema.parse(step), context),
  };
}
