import { z } from "zod";

/** When the model should use the function; empty for the default text. */
const description = z.string().max(2000);

/** Functions that a bot can use without an action. A key that is present is switched on. */
export const standardFunctions = z.object({
  stopDialogue: z.object({ description }).optional(),
  ignoreMessage: z.object({ description }).optional(),
  tagDialogue: z
    .object({
      description,
      /** The tags to choose from; if empty, the model invents them. */
      tags: z.array(z.string().trim().min(1).max(50)).max(100),
    })
    .optional(),
  callPerson: z.object({ description }).optional(),
  rememberVariable: z
    .object({
      description,
      /** The variables that may be set; if empty, any. */
      names: z.array(z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/, "Use letters, digits and _ only.")).max(50),
    })
    .optional(),
  showOptions: z.object({ description }).optional(),
});

export type StandardFunctions = z.infer<typeof standardFunctions>;
export type StandardFunctionKey = keyof StandardFunctions;

interface StandardFunctionWords {
  /** The name that the model calls. */
  functionName: string;
  /** For the people who build the bot. */
  title: string;
  about: string;
  /** The description for the model when the bot has none. */
  description: string;
}

/** The texts of each standard function, in the order in which they are shown and offered. */
export const standardFunctionWords: Record<StandardFunctionKey, StandardFunctionWords> = {
  callPerson: {
    functionName: "call_person",
    title: "Call a person",
    about: "Hands the conversation over to people and notifies them; the bot finishes its reply and then stays silent.",
    description:
      "Gives the conversation to a person. Use it when the customer wants a human or an operator, or is upset, or when it is plain that you cannot solve this.",
  },
  stopDialogue: {
    functionName: "stop_dialogue",
    title: "Stop the dialogue",
    about: "The bot finishes its reply and stays silent from the next message on. Nobody is notified.",
    description:
      "Ends your part of the conversation: you do not reply to later messages. Use it only when the matter is closed, or when the customer insults you or sends spam.",
  },
  ignoreMessage: {
    functionName: "ignore_message",
    title: "Ignore a message",
    about: "The bot leaves a message without a reply, and reads the next one as usual.",
    description:
      "Leaves the newest message without any reply. Use it alone, when a reply would only disturb: a lone emoji, an automatic notice, a text sent by mistake.",
  },
  tagDialogue: {
    functionName: "tag_dialogue",
    title: "Tag the conversation",
    about: "Puts a tag on the conversation, for people to find and to sort by. Customers do not see it.",
    description:
      "Puts a tag on the conversation for the company's own use; the customer does not see it. Use it as soon as it is clear what the conversation is about.",
  },
  rememberVariable: {
    functionName: "remember_variable",
    title: "Remember something",
    about: "Keeps a value for this conversation: later instructions read it as {name}, actions as {{variables.name}}.",
    description:
      "Keeps something that the customer said of themselves for the rest of the conversation, such as a name, a city or a preference.",
  },
  showOptions: {
    functionName: "show_options",
    title: "Show options",
    about: "Puts quick replies, buttons or cards below the bot’s reply, for the customer to choose from.",
    description:
      "Shows the customer options to choose from, below your reply: quick replies, buttons or cards. Use it when a few answers are likely, or to show links, phone numbers or things to pick. Do not list the options in your text as well.",
  },
};

export const standardFunctionKeys: readonly StandardFunctionKey[] = [
  "callPerson",
  "stopDialogue",
  "ignoreMessage",
  "tagDialogue",
  "rememberVariable",
  "showOptions",
];

/** The standard function whose name the model would read as this function name; null for a name that is free. */
export function standardFunctionNamed(functionName: string): StandardFunctionWords | null {
  const key = standardFunctionKeys.find((known) => standardFunctionWords[known].functionName === functionName);
  return key === undefined ? null : standardFunctionWords[key];
}

/** Why an action may not have this function name, or null. */
export function standardNameFault(functionName: string): string | null {
  const standard = standardFunctionNamed(functionName);
  if (standard === null) return null;
  return `"${functionName}" is the name of the standard function "${standard.title}". Choose another, such as ${withoutStandardName(functionName)}.`;
}

/** A name for an action that is close to the given one and not the name of a standard function. */
export function withoutStandardName(functionName: string): string {
  return standardFunctionNamed(functionName) === null ? functionName : `${functionName}_action`;
}
