import type { z } from "zod";
import type { ErrorDetail } from "@/server/errors";
import type { ActionStep } from "@/server/schemas/action-definition";
import type { StepOutput } from "@/server/schemas/step-output";
import type { StepWait } from "@/server/schemas/step-wait";
import type { TemplateValues } from "../templates/template";
import type { TemplateScope } from "../templates/template-scope";

/** What a step may refer to, for the check when it is saved. */
export interface StepScope extends TemplateScope {
  /** The values of constants that are known. */
  constantValues: Record<string, string>;
  /** Names of the secret constants. */
  secretConstants: string[];
}

/** The bot whose draft contains a step, for checks that need the database. */
export interface DraftScope {
  workspaceId: string;
  botId: string;
}

export interface StepContext {
  workspaceId: string;
  /** The bot that the action belongs to. */
  botId: string;
  /** Null for a trial. */
  conversationId: string | null;
  /** The turn that called the action; null for a trial. */
  turnId: string | null;
  runId: string;
  /** From 1. */
  position: number;
  /** How many nested sub-bot calls led here: 0 for the bot that the customer talks to. */
  depth: number;
  /** The caller is a draft (test chat or trial), so sub-bots use their drafts too. */
  isDraft: boolean;
  values: TemplateValues;
  /** Identifies this execution: it stays the same when the step is repeated after a crash. */
  callId: string;
}

/**
 * `output` may contain secrets; they are masked before it is stored. For a failure, `forBot` is the text of the error.
 */
export type StepResult =
  | { status: "succeeded" | "failed"; output: StepOutput }
  | { status: "waiting"; output: StepOutput; rest: StepWait };

/** A kind of step: a folder with its functions, a schema in server/schemas/steps, and an entry in the registry. */
export interface StepKind {
  /** Faults that the schema cannot find; paths start at the step. */
  check(step: ActionStep, scope: StepScope): ErrorDetail[];
  /** Faults that only the database shows, such as a deleted table; paths start at the step. */
  checkDraft(step: ActionStep, scope: DraftScope): Promise<ErrorDetail[]>;
  /**
   * Executes the step. A failure of a called system is a result; an exception is a failure of Parley and is retried.
   */
  run(step: ActionStep, context: StepContext): Promise<StepResult>;
}

/** Makes a step kind from functions that are typed for its own steps. */
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
