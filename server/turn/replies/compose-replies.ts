import type { AnswerSplit, BotBehaviour } from "@/server/schemas/bot-behaviour";
import type { Interactive } from "@/server/messages/interactive";
import type { TurnResult } from "../run-turn";
import { splitAnswer } from "./split-answer";

/** One message of what a turn says. */
export interface Reply {
  text: string;
  /** The same without the bot's header and footer; null where there are none. */
  bareText: string | null;
  /** How many characters at its start and its end are fixed texts of the bot; the rest is the model's Markdown. */
  fixedStart: number;
  fixedEnd: number;
  /** It leaves so many seconds after the one before, in a request of its own; null: with what waits. */
  pauseSeconds: number | null;
  /** The quick replies, buttons or cards that it carries. */
  interactive?: Interactive;
}

type UnpacedReply = Omit<Reply, "pauseSeconds">;

/** What stands around a bot's answers, with its variables filled in. */
export interface Frame {
  header: string;
  footer: string;
}

/**
 * The messages that a turn's answer is sent as: after the words of a rule, split as the bot's settings say, with its
 * header and footer. What is said in place of an answer (away, a limit, the fallback text) stands as it is.
 */
export function composeReplies(result: TurnResult, { split }: Pick<BotBehaviour, "split">, frame: Frame): Reply[] {
  const { rule } = result;
  const notice = rule?.modelAnswers && rule.text !== "" ? [fixedReply(rule.text)] : [];
  const said = [...notice, ...answerOf(result, split, frame)];
  return said.map((reply, part) => ({ ...reply, pauseSeconds: part === 0 ? null : split.pauseSeconds }));
}

function answerOf(result: TurnResult, split: AnswerSplit, frame: Frame): UnpacedReply[] {
  if (result.silent) return [];
  const isAnswer = result.failure === null && (result.rule?.modelAnswers ?? true);
  if (!isAnswer) return [{ ...modelReply(result.text), fixedEnd: result.fixedEnd ?? 0 }];
  const replies = answerMessages(result.text, split, frame);
  const last = replies.at(-1);
  if (last && result.interactive) last.interactive = result.interactive;
  return replies;
}

/** An answer as the messages that it is sent as, with what stands around it. */
export function answerMessages(text: string, split: AnswerSplit, frame: Frame): UnpacedReply[] {
  return framed(splitAnswer(text, split), split, frame);
}

function framed(parts: string[], split: AnswerSplit, { header, footer }: Frame) {
  const replies = parts.map(modelReply);
  const [first, last] = [replies[0], replies.at(-1)];
  const fits = (...texts: string[]) => split.mode !== "length" || joined(texts).length <= split.maxCharacters;
  if (header !== "" && first) {
    if (fits(header, first.text)) {
      first.bareText ??= first.text;
      first.text = joined([header, first.text]);
      first.fixedStart = header.length;
    } else replies.unshift({ ...fixedReply(header), bareText: "" });
  }
  if (footer !== "" && last) {
    if (fits(last.text, footer)) {
      last.bareText ??= last.text;
      last.text = joined([last.text, footer]);
      last.fixedEnd = footer.length;
    } else replies.push({ ...fixedReply(footer), bareText: "" });
  }
  return replies;
}

function modelReply(text: string): UnpacedReply {
  return { text, bareText: null, fixedStart: 0, fixedEnd: 0 };
}

function fixedReply(text: string): UnpacedReply {
  return { ...modelReply(text), fixedStart: text.length };
}

function joined(texts: string[]): string {
  return texts.filter((text) => text !== "").join("\n\n");
}
