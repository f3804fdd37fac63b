import { citationOf } from "@/server/knowledge/answers/cite-answer";
import type { KnowledgeFound } from "@/server/knowledge/answers/knowledge-found";
import { repliesAsText } from "@/server/scenario/run/reply-list";
import { runScenario } from "@/server/scenario/run/run-scenario";
import type { ScenarioResult } from "@/server/scenario/run/scenario-input";
import { transcribeRecordings } from "./context/transcribe-recordings";
import { ModelTurn } from "./model-turn";
import type { TurnHost } from "./turn-host";
import type { TurnInput, TurnResult } from "./turn-result";

/**
 * Answers the newest customer message: by a rule of the bot's settings, by its scenario, or by its model. Independent of
 * HTTP and Inngest; deterministic for the same input and results of the host.
 */
export async function runTurn(input: TurnInput, host: TurnHost): Promise<TurnResult> {
  const isAnswered = input.blocked === null && (input.rule?.modelAnswers ?? true);
  const scenario = isAnswered ? await scripted(input, host) : undefined;
  if (scenario?.outcome === "answered") return scriptedResult(input, scenario);
  const result = await answerFromKnowledge(input, host, isAnswered);
  if (!scenario) return result;
  return { ...result, trace: [...scenario.trace, ...result.trace], scenario };
}

async function scripted(input: TurnInput, host: TurnHost): Promise<ScenarioResult | undefined> {
  return input.scripted ?? (input.scenario && (await runScenario(input.scenario, host.scenario)));
}

/** Answers with the answer of a direct question, or else by the model, which gets the passages that were found. */
async function answerFromKnowledge(input: TurnInput, host: TurnHost, asksModel: boolean): Promise<TurnResult> {
  const asked = asksModel ? input.knowledge : undefined;
  if (!asked) return runModel(input, host, asksModel);
  const found = await host.findKnowledge("knowledge", asked);
  return found.direct ? directResult(input, found, found.direct) : runModel(input, host, asksModel, found);
}

/** Calls the model, performs the calls that it makes, and repeats this until it makes no more calls. */
async function runModel(
  input: TurnInput,
  host: TurnHost,
  asksModel: boolean,
  found?: KnowledgeFound,
): Promise<TurnResult> {
  const { history, trace } = asksModel ? await transcribeRecordings(input.history, host) : { history: [], trace: [] };
  const turn = new ModelTurn({ ...input, history }, host, { trace, found });
  if (input.blocked !== null) return turn.fail(input.blocked);
  if (input.rule && !asksModel) return turn.apply(input.rule);
  for (let round = 1; ; round++) {
    const reply = await turn.askModel(round);
    if (reply.error !== null) return turn.fail(reply.error);
    if (reply.toolCalls.length === 0) return turn.end();
    for (const call of reply.toolCalls) {
      await turn.answerCall(call);
      if (turn.ignores) return turn.endIgnoring();
    }
    if (turn.isAsking) return turn.end();
  }
}

function directResult(
  { rule }: TurnInput,
  { trace }: KnowledgeFound,
  { answer, source }: NonNullable<KnowledgeFound["direct"]>,
): TurnResult {
  const reason = rule ? [{ kind: "note" as const, text: rule.reason }] : [];
  return {
    text: answer,
    isDirect: true,
    // Nothing of it was streamed.
    rewritten: true,
    silent: false,
    trace: [...reason, ...(trace ? [trace] : [])],
    inputTokens: 0,
    outputTokens: 0,
    failure: null,
    citations: [citationOf(source, 1)],
    ...(rule && { rule }),
  };
}

/** No model is called, so there are no tokens. */
function scriptedResult({ rule }: TurnInput, scenario: ScenarioResult): TurnResult {
  const text = repliesAsText(scenario.replies);
  const reason = rule ? [{ kind: "note" as const, text: rule.reason }] : [];
  return {
    text,
    fixedEnd: text.length,
    silent: scenario.replies.length === 0,
    trace: [...reason, ...scenario.trace],
    inputTokens: 0,
    outputTokens: 0,
    failure: null,
    scenario,
    ...(rule && { rule }),
  };
}
