import { asksFor } from "./ask-for";
import { chooseTool } from "./choose-tool";
import type { Dialogue, Turn } from "./dialogue";
import type { Exchange } from "./read-arguments";
import { shortenText } from "./shorten-text";
import type { Parameter, Tool } from "./tool-parameters";

/** A tool whose arguments the bot is asking for, reconstructed from the history. */
export interface Collection {
  tool: Tool;
  /** The argument that the bot's last message asked for. */
  asked: Parameter;
  /** The exchanges from the customer's request to the newest message. */
  exchanges: Exchange[];
}

/** Maximum number of questions that are read back. */
const MAX_QUESTIONS = 30;

interface Asking {
  tool: Tool;
  parameter: Parameter;
}

/** Detects from the history whether the bot is asking for a tool's arguments; null if it is not. */
export function readCollection(dialogue: Dialogue, tools: Tool[]): Collection | null {
  const messages = dialogue.turns.filter((turn) => turn.by === "bot" || turn.by === "customer");
  const groups = groupByQuestion(messages).slice(-MAX_QUESTIONS);
  let candidates = asking(groups.at(-1)?.question ?? null, tools);
  const steps: { texts: string[]; askings: Asking[] }[] = [];
  for (const group of groups.toReversed()) {
    const askings = asking(group.question, tools).filter((a) => candidates.some((c) => c.tool === a.tool));
    steps.unshift({ texts: group.texts, askings });
    if (askings.length === 0) break;
    candidates = askings;
  }
  const opening = steps[0]?.texts.join("\n") ?? "";
  const tool =
    chooseTool(
      candidates.map((c) => c.tool),
      opening,
    )?.tool ?? candidates[0]?.tool;
  const exchanges = steps.flatMap(({ texts, askings }) =>
    exchangesOf(
      texts,
      askings.find((a) => a.tool === tool),
    ),
  );
  const asked = exchanges.at(-1)?.asked;
  return tool && asked ? { tool, asked, exchanges } : null;
}

/** Groups the customer's messages by the preceding message of the bot, which is null for the first group. */
function groupByQuestion(turns: Turn[]): { question: string | null; texts: string[] }[] {
  const groups: { question: string | null; texts: string[] }[] = [{ question: null, texts: [] }];
  for (const turn of turns) {
    if (turn.by === "bot") groups.push({ question: turn.text, texts: [] });
    if (turn.by === "customer") groups.at(-1)?.texts.push(turn.text);
  }
  return groups;
}

function asking(question: string | null, tools: Tool[]): Asking[] {
  if (question === null) return [];
  return tools.flatMap((tool) => {
    const parameter = tool.parameters.find((p) => asksFor(p, question));
    return parameter ? [{ tool, parameter }] : [];
  });
}

/** Joins consecutive messages into one answer, since customers may send a name in two messages. */
function exchangesOf(texts: string[], asking: Asking | undefined): Exchange[] {
  return texts.length === 0 ? [] : [{ text: shortenText(texts.join("\n")), asked: asking?.parameter ?? null }];
}
