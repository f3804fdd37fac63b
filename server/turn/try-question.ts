import { z } from "zod";
import { requireRole } from "@/server/accounts/require-role";
import { composeSnapshot } from "@/server/bots/compose-snapshot";
import { findKnowledge } from "@/server/knowledge/answers/find-knowledge";
import { callBotModel } from "@/server/models/requests/call-bot-model";
import { idText } from "@/server/input-types";
import { behaviourOf } from "@/server/schemas/bot-behaviour";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import type { Citation } from "@/server/schemas/knowledge/citation";
import type { TraceEntry } from "@/server/schemas/trace";
import type { ServiceContext } from "@/server/service-context";
import { instructionValues, renderInstruction } from "@/server/text/render-instruction";
import { knowledgeQuestion } from "./context/knowledge-question";
import { runTurn } from "./run-turn";
import type { TurnHost } from "./turn-host";

export const tryQuestionInput = z.object({
  botId: idText,
  question: z.string().trim().min(1, "Write a question.").max(2000, "A question has at most 2,000 letters."),
});

export interface TriedQuestion {
  /** What the draft of the bot would say. */
  answer: string;
  citations: Citation[];
  /** Why the bot could not answer, or null. */
  failure: string | null;
  /** What was searched and found; null if the bot does not use the knowledge base. */
  search: Extract<TraceEntry, { kind: "knowledge" }> | null;
}

/**
 * Answers a question as the draft of a bot would, from the knowledge base and without actions and scenario, so that
 * nothing happens outside.
 * @throws DomainError not_found
 */
export async function tryQuestion(
  ctx: ServiceContext,
  { botId, question }: z.infer<typeof tryQuestionInput>,
): Promise<TriedQuestion> {
  requireRole(ctx, "editor");
  const { workspaceId } = ctx;
  const draft = await composeSnapshot(workspaceId, botId);
  const history = [{ role: "user" as const, text: question }];
  const behaviour = behaviourOf(draft);
  const knowledge = knowledgeQuestion({ workspaceId, hasKnowledge: true, snapshot: draft, behaviour, history });
  const values = instructionValues({ ...NO_CUSTOMER, botName: draft.name, timeZone: draft.timeZone, now: new Date() });
  const {
    text,
    citations = [],
    failure,
    trace,
  } = await runTurn(
    {
      snapshot: { ...draft, actions: [], standardFunctions: {} },
      instruction: renderInstruction(draft.instruction, values),
      history,
      blocked: null,
      ...(knowledge && { knowledge }),
    },
    trialHost(workspaceId, draft),
  );
  return { answer: text, citations, failure, search: trace.find((entry) => entry.kind === "knowledge") ?? null };
}

/** Performs nothing that reaches beyond the bot's model. */
function trialHost(workspaceId: string, { botId, model, ...draft }: BotSnapshot): TurnHost {
  const { fallbackModel } = behaviourOf(draft);
  const never = () => Promise.reject(new Error("A question that is tried has no actions."));
  return {
    callModel: (_name, request) =>
      callBotModel({ workspaceId, botId, turnId: null, model, fallbackModel }, false, request),
    findKnowledge: (_name, asked) => findKnowledge(asked),
    transcribe: never,
    runAction: never,
    perform: never,
    hasSaid: () => Promise.resolve(false),
    get scenario(): never {
      throw new Error("A question that is tried has no scenario.");
    },
  };
}

const NO_CUSTOMER = {
  channelName: "",
  source: null,
  clientName: null,
  clientPhone: null,
  placeholders: {},
  variables: {},
};
