import type { AnswerSplit, BotBehaviour } from "@/server/bots/behaviour";
import type { TurnResult } from "./run-turn";
import { splitAnswer } from "./split-answer";

/** One message of what a turn says. */
export interface Reply {
  text: string;
  /** The same without the bot's header and footer; null where there are none. */
  bareText: string | null;
  /** It leaves so many seconds after the one before, in a request of its own; null: with what waits. */
  pauseSeconds: number | null;
}

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
  const notice = rule?.modelAnswers && rule.text !== "" ? [{ text: rule.text, bareText: null }] : [];
  const said = [...notice, ...answerOf(result, split, frame)];
  return said.map((reply, part) => ({ ...reply, pauseSeconds: part === 0 ? null : split.pauseSeconds }));
}

function answerOf(result: TurnResult, split: AnswerSplit, frame: Frame): Omit<Reply, "pauseSeconds">[] {
  if (result.silent) return [];
  const isAnswer = result.failure === null && (result.rule?.modelAnswers ?? true);
  if (!isAnswer) return [{ text: result.text, bareText: null }];
  return answerMessages(result.text, split, frame);
}

/** An answer as the messages that it is sent as, with what stands around it. */
export function answerMessages(text: string, split: AnswerSplit, frame: Frame): Omit<Reply, "pauseSeconds">[] {
  return framed(splitAnswer(text, split), split, frame);
}

function framed(parts: string[], split: AnswerSplit, { header, footer }: Frame) {
  const replies = parts.map((text) => ({ text, bareText: null as string | null }));
  const [first, last] = [replies[0], replies.at(-1)];
  const fits = (...texts: string[]) => split.mode !== "length" || joined(texts).length <= split.maxCharacters;
  if (header !== "" && first) {
    if (fits(header, first.text)) {
      first.bareText ??= first.text;
      first.text = joined([header, first.text]);
    } else replies.unshift({ text: header, bareText: "" });
  }
  if (footer !== "" && last) {
    if (fits(last.text, footer)) {
      last.bareText ??= last.text;
      last.text = joined([last.text, footer]);
    } else replies.push({ text: footer, bareText: "" });
  }
  return replies;
}

function joined(texts: string[]): string {
  return texts.join("\n\n");
}
