import type { Attempt } from "./gather-answer";
import type { LanguageModelV4 } from "../catalogue/language-model";
import type { ModelRequest } from "../prompts/model-messages";
import { showsImages, withoutImages } from "../prompts/show-images";

/** A simplified request for a model that refused the first one. */
interface Easier {
  request: ModelRequest;
  /** What was changed, for the trace. */
  what: string;
}

/** Statuses with which providers refuse images. Their messages differ too much to be parsed. */
const REFUSES_CONTENT = new Set([400, 404, 413, 415, 422]);
/** Statuses of servers whose chat template fails on the order of turns. Some respond with 500, see NAMES_TURNS. */
const REFUSES_TURNS = new Set([400, 422]);
const NAMES_TURNS = /\balternat/i;

/** Returns a simplified request to send after a refusal; null if it cannot be simplified. */
export function easierRequest({ failure, handedOut }: Attempt, request: ModelRequest): Easier | null {
  if (!failure || handedOut) return null;
  const { status, reason } = failure;
  if (beginsWithAnswer(request) && (REFUSES_TURNS.has(status ?? 0) || NAMES_TURNS.test(reason))) {
    return {
      request: beginningWithCustomer(request),
      what: "The bot's messages before the customer's first were sent in the instruction",
    };
  }
  if (REFUSES_CONTENT.has(status ?? 0) && showsImages(request)) {
    return { request: withoutImages(request), what: "The images were only described to the model" };
  }
  return null;
}

/** Models known to this process whose server refuses a history that begins with an answer. */
const strict = new WeakSet<LanguageModelV4>();

/** Returns the request to send first, already simplified if the model refused such a request before. */
export function acceptableRequest(model: LanguageModelV4, request: ModelRequest): ModelRequest {
  return strict.has(model) ? beginningWithCustomer(request) : request;
}

/** Remembers that a model accepted a request only after leading answers were moved. */
export function noteAccepted(model: LanguageModelV4, before: ModelRequest, accepted: ModelRequest): void {
  if (beginsWithAnswer(before) && !beginsWithAnswer(accepted)) strict.add(model);
}

function beginsWithAnswer({ messages }: ModelRequest): boolean {
  return messages[0]?.role === "assistant" && messages.some(({ role }) => role === "user");
}

/** Moves the answers before the customer's first message to the instruction. */
function beginningWithCustomer(request: ModelRequest): ModelRequest {
  if (!beginsWithAnswer(request)) return request;
  const first = request.messages.findIndex(({ role }) => role === "user");
  const answers = request.messages
    .slice(0, first)
    .flatMap((m) => (m.role === "assistant" && m.text !== "" ? [m.text] : []));
  const note = answers.length > 0 ? [`Before the customer wrote, you said:\n${answers.join("\n\n")}`] : [];
  const instruction = [request.instruction, ...note].filter((part) => part !== "").join("\n\n");
  return { ...request, instruction, messages: request.messages.slice(first) };
}
