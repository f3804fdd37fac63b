import type { StoredFile } from "@/server/files/stored-file";
import { textWithOptions } from "@/server/messages/options";
import type { ShownOptions } from "./show-menu";
import type { Offer, OptionsMessage } from "./compose-response";
import type { ScriptedReply } from "./scenario-input";

/** The most messages that one turn sends. */
const MAX_REPLIES = 100;

/** The messages of a turn, in order, and what their options lead to. */
export class ReplyList {
  readonly replies: ScriptedReply[] = [];
  readonly offers: Offer[] = [];

  /** Adds a text; an empty one is not sent. */
  addText(text: string, delaySeconds = 0): void {
    if (text.trim() !== "") this.add({ text, delaySeconds });
  }

  addFile(file: StoredFile, delaySeconds = 0): void {
    this.add({ text: "", delaySeconds, file });
  }

  addOptions({ text, interactive, offers }: OptionsMessage, delaySeconds = 0): void {
    if (interactive === null) return this.addText(text, delaySeconds);
    this.add({ text, delaySeconds, interactive });
    this.offers.push(...offers);
  }

  /** Adds options to the last of the messages that were added after `from`, or in a message of their own. */
  attach(options: ShownOptions, from: number): void {
    const last = this.replies.length > from ? this.replies.at(-1) : undefined;
    const target = last && !last.interactive && !last.file ? last : this.add({ text: "", delaySeconds: 0 });
    if ("interactive" in options) target.interactive = options.interactive;
    else target.text = [target.text, options.lines].filter((part) => part !== "").join("\n\n");
  }

  private add(reply: ScriptedReply): ScriptedReply {
    if (this.replies.length < MAX_REPLIES) this.replies.push(reply);
    return reply;
  }
}

/** The messages as one text, as a bot that asked this one reads them. */
export function repliesAsText(replies: ScriptedReply[]): string {
  return replies
    .map(({ text, interactive = null }) => textWithOptions(text, interactive))
    .filter((text) => text !== "")
    .join("\n\n");
}
