import { textKeys } from "@/server/schemas/widget/text-keys";
import type { WidgetTextKey } from "@/server/schemas/widget/texts/en";

/** Texts that belong together, in the order in which people look for them. */
export interface TextGroup {
  title: string;
  keys: readonly WidgetTextKey[];
}

/** Texts that are edited elsewhere: the consent with the questions before the chat. */
const ELSEWHERE: readonly WidgetTextKey[] = ["consent"];

/** Texts that every channel wants to choose. */
export const mainTexts: readonly WidgetTextKey[] = ["title", "greeting", "launcher"];

const named: readonly TextGroup[] = [
  {
    title: "Launcher and header",
    keys: [
      "openChat",
      "openChatUnread",
      "closeChat",
      "dismiss",
      "answeredByBot",
      "answeredByPerson",
      "answeredByTeam",
      "menu",
    ],
  },
  {
    title: "Writing",
    keys: ["placeholder", "messageLabel", "send", "charactersLeft", "charactersOver", "options", "optionsCount"],
  },
  { title: "Connection", keys: ["connecting", "offline", "notConnected", "tryAgain", "failed", "someNotSent"] },
  {
    title: "Before the chat",
    keys: [
      "consentAccept",
      "preChatTitle",
      "preChatStart",
      "name",
      "email",
      "phone",
      "required",
      "badEmail",
      "badPhone",
      "chooseOption",
    ],
  },
];

/** All other texts, grouped. A key that no group names is in the last one, so that none is missing. */
export const textGroups: readonly TextGroup[] = [
  ...named,
  { title: "Messages, files and menus", keys: textKeys.filter((key) => !isNamed(key)) },
];

function isNamed(key: WidgetTextKey): boolean {
  return [...ELSEWHERE, ...mainTexts, ...named.flatMap(({ keys }) => keys)].includes(key);
}
