import { describeAbilities } from "./abilities";
import { answerFromPassages, readPassages, splitFacts, type Passage } from "./answer-from-passages";
import { questionFor, soughtFor } from "./ask-for";
import { chooseTool } from "./choose-tool";
import { readCollection, type Collection } from "./collect";
import {
  lastReportedCall,
  callsSinceLastMessage,
  callsSinceLastReply,
  canonicalJson,
  newestFiles,
  newestMessages,
  type Dialogue,
  type FileKind,
} from "./dialogue";
import { gatherArguments, type Exchange } from "./read-arguments";
import { longDate } from "./read-date-time";
import { findCodes } from "./read-values";
import { sayResult } from "./say-result";
import { isCancel, readSmallTalk, type SmallTalk } from "./small-talk";
import type { Parameter, ParameterKind, Tool } from "./tool-parameters";
import { splitWords } from "./words";

export interface OfflineCall {
  name: string;
  input: Record<string, unknown>;
}

/** The next action of the offline model: a text or tool calls. */
export type OfflineAnswer = { text: string } | { calls: OfflineCall[] };

const MAX_PARALLEL_CALLS = 5;
/** In words. A longer message is probably about something else. */
const LONGEST_FOLLOW_UP = 6;
const BLIND_TO: Record<FileKind, string> = {
  image: "Thank you for the picture. I'm sorry, I can't look at pictures.",
  recording: "Thank you for the voice message. I'm sorry, I can't listen to voice messages.",
  file: "Thank you for the files. I'm sorry, I can't open files.",
};
/** Kinds of values that are not found by mistake in a question that the customer asks. */
const SURE: ReadonlySet<ParameterKind> = new Set(["phone", "email", "code", "number", "enum"]);

/**
 * Applies the rules of the offline model. The same dialogue, tools and day always give the same answer.
 * @param now The current day, to resolve "tomorrow", unless the instruction states today's date.
 */
export function answer(dialogue: Dialogue, tools: Tool[], now: Date): OfflineAnswer {
  return new Answering(dialogue, tools, now).answer();
}

class Answering {
  private readonly message: string;
  private readonly passages: Passage[];
  private readonly today: Date;
  private readonly dialogue: Dialogue;
  private readonly tools: Tool[];

  constructor(dialogue: Dialogue, tools: Tool[], now: Date) {
    this.dialogue = dialogue;
    this.tools = tools;
    this.message = newestMessages(dialogue);
    this.passages = readPassages(dialogue.instruction);
    this.today = namedToday(dialogue.instruction) ?? now;
  }

  answer(): OfflineAnswer {
    const done = callsSinceLastMessage(this.dialogue).filter((call) => call.result !== null);
    if (done.length > 0) return { text: sayResults(done) };
    if (this.message === "") return { text: this.aboutFiles(newestFiles(this.dialogue)) };
    const collection = readCollection(this.dialogue, this.tools);
    return collection ? this.continueCollecting(collection) : this.answerMessage();
  }

  private answerMessage(): OfflineAnswer {
    const talk = readSmallTalk(this.message);
    if (talk) return { text: this.smallTalk(talk) };
    const choice = chooseTool(this.tools, this.message);
    const passage = answerFromPassages(this.passages, this.message);
    if (choice && choice.coverage >= (passage?.coverage ?? 0)) {
      return this.callOrAsk(choice.tool, [{ text: this.message, asked: null }], "I can help with that.");
    }
    if (passage) return { text: passage.text };
    return this.repeatLastCall() ?? { text: joinSentences("I'm sorry, I can't help with that.", this.abilities()) };
  }

  /** Repeats the last call with another code, such as for "And A-7?" after an order was looked up. */
  private repeatLastCall(): OfflineAnswer | null {
    const last = lastReportedCall(this.dialogue);
    const tool = this.tools.find(({ name }) => name === last?.name);
    const needed = tool ? onlyCode(tool) : null;
    if (!tool || !needed) return null;
    if (!/\p{N}/u.test(this.message) || splitWords(this.message).length > LONGEST_FOLLOW_UP) return null;
    return this.callOrAsk(tool, [{ text: this.message, asked: needed }], "I can help with that.");
  }

  private continueCollecting({ tool, asked, exchanges }: Collection): OfflineAnswer {
    const half = gatherArguments(tool, exchanges.slice(0, -1), this.today).halves.get(asked.name);
    const question = questionFor(asked, half);
    if (isCancel(this.message)) return { text: joinSentences("All right, I have stopped that.", this.abilities()) };
    const understood = this.knows(tool, exchanges) !== this.knows(tool, exchanges.slice(0, -1));
    const sure = understood && (SURE.has(asked.kind) || !this.message.includes("?"));
    const aside = sure ? null : this.aside(understood);
    if (aside) return { text: `${aside}\n\n${question}` };
    if (understood) return this.callOrAsk(tool, exchanges, "Thank you.");
    const other = chooseTool(
      this.tools.filter((t) => t !== tool),
      this.message,
    );
    if (other) return this.callOrAsk(other.tool, [{ text: this.message, asked: null }], "I can help with that.");
    return { text: `I'm sorry, I could not find ${soughtFor(asked, half)} in that. ${question}` };
  }

  /** Replies to small talk or a question that the customer asks instead of answering; null for anything else. */
  private aside(understood: boolean): string | null {
    const talk = readSmallTalk(this.message);
    if (talk === "greeting") return "Hello!";
    if (talk === "thanks") return "You're welcome!";
    const passage = answerFromPassages(this.passages, this.message);
    return passage && (passage.coverage >= 0.5 || (!understood && this.message.includes("?"))) ? passage.text : null;
  }

  private knows(tool: Tool, exchanges: Exchange[]): string {
    const { values, halves } = gatherArguments(tool, exchanges, this.today);
    return canonicalJson([values, [...halves]]);
  }

  private callOrAsk(tool: Tool, exchanges: Exchange[], lead: string): OfflineAnswer {
    const several = this.callsForSeveral(tool, exchanges);
    if (several) return this.callOnce(several);
    const { values, halves } = gatherArguments(tool, exchanges, this.today);
    const missing = tool.parameters.find((p) => p.required && !(p.name in values));
    if (missing) {
      const half = halves.get(missing.name);
      const opening = half?.date === undefined ? lead : `${lead.slice(0, -1)}: ${longDate(half.date)}.`;
      return { text: `${opening} ${questionFor(missing, half)}` };
    }
    return this.callOnce([{ name: tool.name, input: values }]);
  }

  /** Makes a call for each of several codes ("Where are A-1042 and A-1043?") if the tool needs only a code. */
  private callsForSeveral(tool: Tool, exchanges: Exchange[]): OfflineCall[] | null {
    const needed = onlyCode(tool);
    if (!needed || needed.example === null) return null;
    const codes = new Set(findCodes(needed, exchanges.at(-1)?.text ?? "").map((found) => found.value));
    if (codes.size < 2) return null;
    return [...codes].slice(0, MAX_PARALLEL_CALLS).map((code) => ({ name: tool.name, input: { [needed.name]: code } }));
  }

  /** Skips calls that were already made since the bot's last message, and replies with their results. */
  private callOnce(calls: OfflineCall[]): OfflineAnswer {
    const made = callsSinceLastReply(this.dialogue);
    const resultOf = (call: OfflineCall) =>
      made.findLast((past) => past.name === call.name && past.input === canonicalJson(call.input))?.result;
    const open = calls.filter((call) => typeof resultOf(call) !== "string");
    if (open.length > 0) return { calls: open };
    return {
      text: sayResults(calls.map((call) => ({ input: canonicalJson(call.input), result: resultOf(call) ?? "" }))),
    };
  }

  /** Replies to a customer who sent only files. */
  private aboutFiles(kinds: FileKind[]): string {
    const [first] = kinds;
    if (first === undefined) return this.smallTalk("greeting");
    const kind = kinds.every((other) => other === first) ? first : "file";
    return `${BLIND_TO[kind]} Could you tell me in words what I can do for you?`;
  }

  private smallTalk(kind: SmallTalk): string {
    switch (kind) {
      case "greeting":
        return joinSentences("Hello!", this.abilities() || "How can I help you?");
      case "thanks":
        return "You're welcome! Is there anything else I can help you with?";
      case "goodbye":
        return "Goodbye! Write to me again whenever you need something.";
      case "abilities":
        return this.abilities() || "How can I help you?";
      case "acknowledged":
        return "All right. Is there anything else I can help you with?";
    }
  }

  private abilities(): string {
    return describeAbilities(this.tools, this.passages.length > 0);
  }
}

/** Returns the code parameter of a tool if that is its only required argument. */
function onlyCode(tool: Tool): Parameter | null {
  const [needed, ...others] = tool.parameters.filter((p) => p.required);
  return needed?.kind === "code" && others.length === 0 ? needed : null;
}

/** Formats the results of calls. With several calls, each result follows its input. */
function sayResults(calls: { input: string; result: string | null }[]): string {
  const [only] = calls;
  if (only && calls.length === 1) return sayResult(only.result ?? "");
  return calls
    .map(({ input, result }) => {
      const parsed: unknown = JSON.parse(input);
      const asked = parsed !== null && typeof parsed === "object" ? Object.values(parsed).join(", ") : "";
      return `${asked}: ${sayResult(result ?? "")}`;
    })
    .join("\n\n");
}

/** Finds today's date in the rules, as in "Today is {current_date}", whose variable is already filled in here. */
function namedToday(instruction: string): Date | null {
  const { rules } = splitFacts(instruction);
  const date = /\btoday\b\D{0,20}(\d{4}-\d{2}-\d{2})/i.exec(rules)?.[1];
  const at = date === undefined ? null : new Date(`${date}T00:00:00Z`);
  return at && !Number.isNaN(at.getTime()) ? at : null;
}

function joinSentences(...parts: string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}
