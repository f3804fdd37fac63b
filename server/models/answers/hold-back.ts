import type { LanguageModelV4 } from "../catalogue/language-model";
import { seemsThought } from "./seems-thought";

/** Names of models that write thoughts into the text unless their server removes them. */
const THINKERS = /(?:^|[^a-z])(?:r1|qwq|think(?:ing|er)?|reasoner|magistral)(?:[^a-z]|$)/i;

/** Which models have sent, in this process, a thought with only a closing mark, and which an answer without one. */
const known = new WeakMap<LanguageModelV4, "thinks aloud" | "speaks plainly">();

/**
 * Holds back the beginning of a text that may be a thought: some chat templates open the thought themselves, so that
 * only `</think>` arrives, and a customer cannot unread text. The text is held until that mark or the end if the model
 * has sent such a thought before, if its name suggests thinking and it has not yet answered without a thought, or if
 * the first words are typical of a thought. Other text passes through immediately.
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

  /** @returns the text that may be shown now. */
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

  /** Neither the held text nor what follows is a thought. */
  letGo(): string {
    const { held } = this;
    this.held = "";
    this.state = "passes";
    return held;
  }

  /** The text so far was a thought. */
  foundThought(): void {
    known.set(this.model, "thinks aloud");
    this.letGo();
  }

  /** Ends the text, which no mark made a thought. @returns the text that was held back. */
  end(): string {
    const text = this.letGo();
    if (text !== "" && !known.has(this.model)) known.set(this.model, "speaks plainly");
    return text;
  }
}
