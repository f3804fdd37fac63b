import type { ReadonlySignal } from "@preact/signals-core";
import type { Child } from "../../dom/element.ts";
import type { ShownMessage } from "../../client/chat-client.ts";

/** Where parts that not every chat has stand in the panel. Each is made once there is a session. */
export interface Places {
  /** At the end of the header, before the button that closes the panel: the menu. */
  headerEnd: () => Child;
  /** Between the log and the composer: forms before the first message, the rating. */
  forms: () => Child;
  /** In the composer, before the text box: the button that attaches files. */
  composerStart: () => Child;
  /** In the composer, beside the button that sends: the button that records. */
  composerEnd: () => Child;
  /** Above the text box: files that are uploaded, a recording. */
  attachments: () => Child;
  /** Below a complete message of the bot: its rating. */
  belowAnswer: (message: ReadonlySignal<ShownMessage>) => Child;
  /** Above everything in the panel: questions, the area to drop files. */
  overlay: () => Child;
}
