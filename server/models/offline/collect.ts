import { asksFor } from "./ask-for";
import { chooseTool } from "./choose-tool";
import type { Dialogue, Turn } from "./dialogue";
import type { Exchange } from "./read-arguments";
import { shortenText } from "./shorten-text";
import type { Parameter, Tool } from "./tool-parameters";

/** A tool whose arguments are being asked for, as the history shows it. */
export interface Collection {
  tool: Tool;
  /** The argument that the bot's last message asked for. */
  asked: Parameter;
  /** From the message that started it to the newest. */
  exchanges: Exchange[];
}

/** Questions that one collection is read back over. */
const MAX_QUESTIONS = 30;

interface Asking {
  tool: Tool;
  parameter: Parameter;
}

/** Finds out from the history whether the bot is in the middle of asking for a tool's arguments. */
export function readCollection(dialogue: Dialogue, tools: Tool[]): Collection | null {
  const spoken = dialogue.turns.filter((turn) => turn.by === "bot" || turn.by === "customer");
  const groups = groupByQuestion(spoken).slice(-MAX_QUESTIONS);
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

/** What the customer wrote, by the message of the bot that came before it (null: the bot had not spoken yet). */
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

/** Several messages in a row are one answer: people send a name in two pieces. */
function exchangesOf(texts: string[], asking: Asking | undefined): Exchange[] {
  return texts.length === 0 ? [] : [{ text: shortenText(texts.join("\n")), asked: asking?.parameter ?? null }];
}
