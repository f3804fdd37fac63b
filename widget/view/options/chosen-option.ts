import { type Child, h, icon } from "../../dom/element.ts";
import type { ShownMessage } from "../../client/chat-client.ts";
import { CHECK } from "../shell/icons.ts";
import type { Option } from "./options-of.ts";

/** Shows which option an answer such as “2” chose; nothing if the answer is the option's label. */
export function chosenOption(option: Option | undefined, { text }: ShownMessage): Child {
  if (!option || text.some((part) => part.text.trim() === option.label)) return null;
  return h("span", { class: "note chosen" }, icon(CHECK), h("bdi", {}, option.label));
}
