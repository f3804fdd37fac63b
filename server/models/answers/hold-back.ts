import type { LanguageModelV4 } from "../catalogue/language-model";
import { seemsThought } from "./seems-thought";

/** Matches names of models that write thoughts into the text unless their server removes them. */
const THINKERS = /(?:^|[^a-z])(?:r1|qwq|think(?:ing|er)?|reasoner|magistral)(?:[^a-z]|$)/i;

/**
 * What this process has learned of each model: whether its answers began with a thought that only has a closing tag.
 */
const known = new WeakMap<LanguageModelV4, "thinks aloud" | "speaks plainly">();

/**
 * Holds back the beginning of a text that may be a thought. Some chat templates open the thought themselves, so that
 * only `</think>` arrives, when the customer would already have read the text. The text is held until that tag or the
 * end if the model has sent such a thought before, if its name suggests thinking and it has not yet answered without a
 * thought, or if the first words are typical of a thought. Other text passes through immediately.
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

  /** Adds a piece. @returns the text that may be shown now. */
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

  /** Stops holding: neither the held text nor the text that follows is a thought. @returns the held text. */
  letGo(): string {
    const { held } = this;
    this.held = "";
    this.state = "passes";
    return held;
  }

  /** Drops the held text, which was a thought, and remembers that for the model. */
  foundThought(): void {
    known.set(this.model, "thinks aloud");
    this.letGo();
  }

  /** Ends a text in which no closing tag was found. @returns the text that was held back. */
  end(): string {
    const text = this.letGo();
    if (text !== "" && !known.has(this.model)) known.set(this.model, "speaks plainly");
    return text;
  }
}
