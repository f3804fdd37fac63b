import type { Answered } from "@/server/events/recording/received-event";
import type { TraceEntry } from "@/server/schemas/trace";
import type { LoadedTurn } from "../context/load-turn";
import type { TurnInput, TurnResult } from "../turn-result";
import type { Reply } from "./compose-replies";

/** What of a turn is described. */
interface DescribedTurn extends Pick<LoadedTurn, "botVersionId"> {
  input: Pick<TurnInput, "scenario">;
}

type ScenarioEntry = Extract<TraceEntry, { kind: "scenario" }>;

/** Describes what a turn found out about its message and answered, for the event `message_received`. */
export function describeAnswer(turn: DescribedTurn, result: TurnResult, replies: Reply[]): Answered {
  const { input } = turn;
  const entries = result.trace.filter((entry) => entry.kind === "scenario");
  const [first] = entries;
  const match = first && isMatch(first) ? first : null;
  const compares = input.scenario !== undefined;
  return {
    ...matchOf(first, match),
    custom_entities: result.scenario?.variables ?? {},
    understood: isUnderstood(result, match),
    understood_nlu: compares ? match !== null : null,
    never_trained: compares ? input.scenario?.campaign.scenario.phraseModel === null : null,
    ...stateOf(result, entries),
    answer: replies.length === 0 ? null : replies.map(({ text }) => text).join("\n\n"),
    end_session: result.ends === "conversation",
    rich_text: replies.flatMap(({ interactive }) => (interactive ? [{ ...interactive }] : [])),
    has_webhook_integration: result.trace.some(({ kind }) => kind === "webhook"),
    nlu_model: { name: modelOf(result), version: turn.botVersionId },
  };
}

type Match = Pick<
  Answered,
  "intent" | "intent_slug" | "intent_id" | "confidence" | "confidence_threshold" | "alternatives"
>;

function matchOf(first: ScenarioEntry | undefined, match: ScenarioEntry | null): Match {
  const candidates = first?.candidates ?? [];
  return {
    intent: match?.name ?? null,
    intent_slug: match && slugOf(match.name),
    intent_id: match?.interactionId ?? null,
    confidence: match && confidenceOf(match),
    confidence_threshold: first?.threshold ?? null,
    alternatives: candidates
      .filter(({ interactionId }) => interactionId !== match?.interactionId)
      .map(({ interactionId, name, score }) => ({ intent: name, intent_id: interactionId, confidence: score })),
  };
}

/** Fallback and a menu that is shown again are what a scenario does without a match. */
function isMatch({ how, rowId }: ScenarioEntry): boolean {
  return how !== "fallback" && (how !== "menu" || rowId !== undefined);
}

/** Null for Welcome and for answers to a question, which are not compared with anything. */
function confidenceOf({ how, interactionId, candidates = [] }: ScenarioEntry): number | null {
  if (how === "phrase") return candidates.find((one) => one.interactionId === interactionId)?.score ?? null;
  return ["trigger", "keyword", "menu", "option"].includes(how) ? 1 : null;
}

function isUnderstood({ failure, rule, scenario }: TurnResult, match: ScenarioEntry | null): boolean {
  if (failure !== null) return false;
  if (scenario?.outcome === "answered") return match !== null;
  return rule?.modelAnswers ?? true;
}

function stateOf({ scenario }: TurnResult, entries: ScenarioEntry[]): Pick<Answered, "state_id" | "state_name"> {
  const id = scenario?.place?.interactionId ?? null;
  const entry = entries.findLast(({ interactionId }) => interactionId === id);
  return { state_id: id, state_name: entry?.name ?? null };
}

function modelOf({ trace }: TurnResult): string | null {
  const answers = trace.filter((entry) => entry.kind === "model");
  return answers.findLast(({ error }) => error === null)?.model ?? null;
}

/** `Träck a parcel!` is `track-a-parcel`. Letters of scripts other than Latin stay as they are. */
function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .replaceAll(/(\p{Script=Latin})\p{Mn}+/gu, "$1")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
}
