import { citeAnswer, sourceLines, withoutMarks } from "@/server/knowledge/answers/cite-answer";
import { fencePassages } from "@/server/knowledge/answers/fence-passages";
import type { KnowledgeFound, Passage } from "@/server/knowledge/answers/knowledge-found";
import { hostsIn, removeForeignLinks } from "@/server/knowledge/answers/remove-foreign-links";
import { foreignOptionsRemoved } from "@/server/knowledge/answers/remove-foreign-options";
import { seemsQuestion } from "@/server/knowledge/answers/seems-question";
import type { Interactive } from "@/server/messages/interactive";
import type { TurnInput, TurnResult } from "./turn-result";

type Finished = Pick<TurnResult, "text" | "interactive" | "citations" | "handOver"> & {
  /** For the trace; null for none. */
  note: string | null;
};

const LINKS_REMOVED = "Links or pictures were taken out of the answer, because no source of the answer has their host.";

/** The knowledge that a model answers from: what it is told, and what is checked of its answer without trusting it. */
export class AnswerKnowledge {
  /** The bot's instruction, with the passages. */
  readonly instruction: string;
  /** What customers may see of a streamed line of the answer; undefined for all of it. */
  readonly shownLine: ((line: string) => string) | undefined;
  private readonly passages: readonly Passage[];
  private readonly input: TurnInput;
  /** The knowledge base was searched and has nothing that fits. */
  private readonly hasNothing: boolean;
  private readonly results: string[] = [];

  constructor(input: TurnInput, found: KnowledgeFound | undefined) {
    this.input = input;
    this.hasNothing = found?.trace?.outcome === "nothing" && found.passages.length === 0;
    this.passages = found?.passages ?? [];
    const told = found && input.knowledge ? [fencePassages(found, input.knowledge)] : [];
    if (this.passages.length > 0) this.shownLine = (line) => this.checkLine(line);
    this.instruction = [input.instruction, ...told].filter(Boolean).join("\n\n");
  }

  /** Keeps a call's result, whose links an answer may repeat. */
  noteResult(result: string): void {
    if (this.passages.length > 0) this.results.push(result);
  }

  /**
   * Reads the citations of an answer and takes foreign links out of it.
   * @param hasCalled The model has called functions, so that the answer does not depend on the knowledge base.
   */
  finish(answer: string, interactive: Interactive | undefined, hasCalled: boolean): Finished {
    const { knowledge } = this.input;
    const unchanged = { text: answer, ...(interactive && { interactive }), note: null };
    if (!knowledge) return unchanged;
    const { settings, question } = knowledge;
    if (this.passages.length === 0) {
      const isQuestion = this.hasNothing && !hasCalled && seemsQuestion(question);
      const isToHandOver = settings.whenNothing === "hand_over" && isQuestion;
      const handOver = isToHandOver ? { handOver: "The knowledge base has no answer to the customer's question." } : {};
      return { ...unchanged, ...handOver };
    }
    const hosts = this.allowedHosts();
    const safe = removeForeignLinks(answer, hosts);
    const options = interactive && foreignOptionsRemoved(interactive, hosts);
    const isChanged = safe !== answer || options !== interactive;
    const { text, citations } = citeAnswer(safe, this.passages, settings.showsSources);
    const shown = settings.showsSources && citations.length > 0 ? [text, sourceLines(citations)].join("\n\n") : text;
    return { text: shown, citations, ...(options && { interactive: options }), note: isChanged ? LINKS_REMOVED : null };
  }

  private checkLine(line: string): string {
    const safe = removeForeignLinks(line, this.allowedHosts());
    const keepsMarks = this.input.knowledge?.settings.showsSources ?? false;
    return keepsMarks ? safe : withoutMarks(safe, this.passages);
  }

  /** The hosts of the passages' sources, and those that the company or the customer named. */
  private allowedHosts(): ReadonlySet<string> {
    const said = this.input.history.flatMap((message) => (message.role === "user" ? hostsIn(message.text) : []));
    return new Set([
      ...this.passages.flatMap(({ hosts }) => hosts),
      ...hostsIn(this.input.instruction),
      ...said,
      ...this.results.flatMap(hostsIn),
    ]);
  }
}
