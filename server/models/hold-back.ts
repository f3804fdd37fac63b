import type { LanguageModelV4 } from "./language-model";
import { seemsThought } from "./seems-thought";

/** Models that think aloud unless their server takes it out, by their names. */
const THINKERS = /(?:^|[^a-z])(?:r1|qwq|think(?:ing|er)?|reasoner|magistral)(?:[^a-z]|$)/i;

/** Which models of this process have sent a thought that only its end marks, and which an answer without one. */
const known = new WeakMap<LanguageModelV4, "thinks aloud" | "speaks plainly">();

/**
 * Holds back the beginning of a text that may be a thought: some chat templates open the thought themselves, so that
 * only `</think>` comes, and what a customer has read cannot be taken back. A model that has done so is held back until
 * that mark, or to the end; so is one whose name names thinking, until an answer without a thought has come; of all
 * others a text whose first words are those of a thought. Every other text passes through as it comes.
 */
export class HoldBack {
  private held = "";
  private state: "unclear" | "holds" | "passes";
  private readonly model: LanguageModelV4;

  constructor(model: LanguageModelV4) {
    this.model = model;
    const learned = known.get(model);
    const suspected = learned === undefined ? THINKERS.test(model.modelId) : learned === "thinks aloud";
    this.state = suspected ? "holds" : "unclear";
  }

  /** @returns what may be handed out now. */
  pass(piece: string): string {
    if (this.state === "passes") return piece;
    this.held += piece;
    if (this.state === "unclear") {
      const thought = seemsThought(this.held);
      if (thought === false) return this.letGo();
      if (thought) this.state = "holds";
    }
    return "";
  }

  /** What was held back is no thought, nor is what follows. */
  letGo(): string {
    const { held } = this;
    this.held = "";
    this.state = "passes";
    return held;
  }

  /** What came so far was a thought. */
  foundThought(): void {
    known.set(this.model, "thinks aloud");
    this.letGo();
  }

  /** The text is over, and no mark made it a thought. @returns what was held back. */
  end(): string {
    const text = this.letGo();
    if (text !== "" && !known.has(this.model)) known.set(this.model, "speaks plainly");
    return text;
  }
}
