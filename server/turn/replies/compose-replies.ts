import type { AnswerSplit, BotBehaviour } from "@/server/schemas/bot-behaviour";
import type { Citation } from "@/server/schemas/knowledge/citation";
import type { Interactive } from "@/server/messages/interactive";
import type { StoredFile } from "@/server/files/stored-file";
import type { ScenarioResult, ScriptedReply } from "@/server/scenario/run/scenario-input";
import type { TurnResult } from "../turn-result";
import { splitAnswer } from "./split-answer";

/** One message of a turn's reply. */
export interface Reply {
  text: string;
  /** The text without the bot's header and footer; null if it has neither. */
  bareText: string | null;
  /** The lengths of the bot's fixed texts at the start and the end, in characters; the rest is the model's Markdown. */
  fixedStart: number;
  fixedEnd: number;
  /** The pause after the previous message, before a separate request; null sends it together with waiting messages. */
  pauseSeconds: number | null;
  /** The quick replies, buttons or cards that are sent with it. */
  interactive?: Interactive;
  /** The knowledge that the answer used; on the answer's last message. */
  citations?: Citation[];
  /** The file that is sent with it. */
  file?: StoredFile;
}

type UnpacedReply = Omit<Reply, "pauseSeconds">;

/** The header and footer of a bot's answers, with their variables filled in. */
export interface Frame {
  header: string;
  footer: string;
}

/**
 * Composes the messages of a turn's reply: the text of a rule, then the answer, split by the bot's settings and with
 * header and footer. Texts that replace an answer (away, limit, fallback) are sent unchanged.
 */
export function composeReplies(result: TurnResult, { split }: Pick<BotBehaviour, "split">, frame: Frame): Reply[] {
  const { rule } = result;
  const notice = rule?.modelAnswers && rule.text !== "" ? [fixedReply(rule.text)] : [];
  const answer = isScripted(result)
    ? scriptedMessages(result.scenario.replies, frame)
    : paced(answerOf(result, split, frame), split.pauseSeconds, notice.length === 0);
  const last = answer.at(-1);
  if (last && result.citations?.length) last.citations = result.citations;
  return [...notice.map((reply) => ({ ...reply, pauseSeconds: null })), ...answer];
}

function paced(replies: UnpacedReply[], pauseSeconds: number, isFirst: boolean): Reply[] {
  return replies.map((reply, part) => ({ ...reply, pauseSeconds: isFirst && part === 0 ? null : pauseSeconds }));
}

/** Whether the bot's scenario gave the answer. */
export function isScripted(result: TurnResult): result is TurnResult & { scenario: ScenarioResult } {
  return result.scenario?.outcome === "answered" && result.failure === null;
}

/** The messages of a scenario, which are plain text, with header and footer. */
export function scriptedMessages(replies: ScriptedReply[], { header, footer }: Frame): Reply[] {
  return replies.map(({ text: bare, delaySeconds, interactive, file }, i) => {
    const text = joined([i === 0 ? header : "", bare, i === replies.length - 1 ? footer : ""]);
    return {
      ...fixedReply(text),
      bareText: text === bare ? null : bare,
      pauseSeconds: delaySeconds > 0 ? delaySeconds : null,
      ...(interactive && { interactive }),
      ...(file && { file }),
    };
  });
}

function answerOf(result: TurnResult, split: AnswerSplit, frame: Frame): UnpacedReply[] {
  if (result.silent) return [];
  if (result.isDirect) return scriptedMessages([{ text: result.text, delaySeconds: 0 }], frame);
  const isAnswer = result.failure === null && (result.rule?.modelAnswers ?? true);
  if (!isAnswer) return [{ ...modelReply(result.text), fixedEnd: result.fixedEnd ?? 0 }];
  const replies = answerMessages(result.text, split, frame);
  const last = replies.at(-1);
  if (last && result.interactive) last.interactive = result.interactive;
  return replies;
}

/** Splits an answer into messages and adds header and footer. */
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
