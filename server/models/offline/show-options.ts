import { standardFunctionWords } from "@/server/schemas/standard-functions";
import type { OfflineAnswer } from "./answer";
import { splitFacts } from "./answer-from-passages";
import { callsSinceLastMessage, newestMessages, type Dialogue } from "./dialogue";

/** The name of the function that shows options. */
export const SHOW_OPTIONS = standardFunctionWords.showOptions.functionName;

/** Matches "Show options: Red, White" and "Offer buttons: Shop https://shop.example; Call +44 20 7946 0958". */
const ASKED =
  /\b(?:show|offer)(?: (?:me|these|the|some|customers|the customer))? (options|choices|quick replies|buttons|cards):[ \t]*(\S[^\n]{0,2000})/i;

/**
 * Answers for a bot that may show options: those that the customer lists ("show options: A, B"), or those that the
 * instruction asks for with the bot's first message. It confirms the option that the customer chose.
 * @param answer Computes the answer without options.
 */
export function answerWithOptions(dialogue: Dialogue, answer: () => OfflineAnswer): OfflineAnswer {
  const done = callsSinceLastMessage(dialogue).findLast((call) => call.name === SHOW_OPTIONS && call.result !== null);
  if (done) {
    const isRefused = done.result?.startsWith("The call was not made.");
    return { text: isRefused ? "I'm sorry, I cannot show these options." : PLEASE_CHOOSE };
  }
  const message = newestMessages(dialogue);
  const asked = optionsIn(message);
  if (asked) return { calls: [{ name: SHOW_OPTIONS, input: { text: PLEASE_CHOOSE, ...asked } }] };
  const plain = answer();
  if (!("text" in plain)) return plain;
  if (isShownOption(dialogue, message)) return { text: `You chose: ${message.trim()}` };
  const first = dialogue.turns.some(({ by }) => by === "bot")
    ? null
    : optionsIn(splitFacts(dialogue.instruction).rules);
  return first ? { calls: [{ name: SHOW_OPTIONS, input: { text: plain.text, ...first } }] } : plain;
}

const PLEASE_CHOOSE = "Please choose.";

/** Reads the options that a text asks to show; null if it asks for no options. */
function optionsIn(text: string): Record<string, unknown> | null {
  const [, kind = "", listed = ""] = ASKED.exec(text) ?? [];
  const items = listed
    .split(/[,;]/)
    .map((item) => item.replace(/\.\s*$/, "").trim())
    .filter((item) => item !== "");
  if (items.length === 0) return null;
  switch (kind.toLowerCase()) {
    case "buttons":
      return { buttons: items.map(toButton) };
    case "cards":
      return { cards: items.map(toCard) };
    default:
      return { quick_replies: items.map((label) => ({ label })) };
  }
}

/** Whether the customer's message is one of the options in the bot's last message. */
function isShownOption({ turns }: Dialogue, message: string): boolean {
  const last = turns.findLast((turn) => turn.by === "bot");
  const lines = last?.by === "bot" ? last.text.split("\n") : [];
  const isOption = (line: string) => {
    const [, label = "", value] = /^(?:\d+\.|-) (.*?)(?: \(([^()]*)\))?$/.exec(line) ?? [];
    return label !== "" && message.trim() === (value ?? label);
  };
  return lines.some(isOption);
}

/** Builds a button. An address or phone number at the end makes it a link; otherwise it is a reply. */
function toButton(item: string) {
  const [, words = "", address] = /^(.*?)\s*(https?:\/\/\S+)$/i.exec(item) ?? [];
  if (address !== undefined) return { label: words || address, type: "url", value: address };
  const [, name = "", phone] = /^(.*?)\s*(\+\d[\d ().-]{4,25})$/.exec(item) ?? [];
  if (phone !== undefined) return { label: name || phone, type: "phone", value: phone };
  return { label: item, type: "reply" };
}

function toCard(item: string) {
  const button = toButton(item);
  return {
    title: button.label,
    buttons: [button.type === "reply" ? { ...button, label: `Choose ${item}`, value: item } : button],
  };
}
