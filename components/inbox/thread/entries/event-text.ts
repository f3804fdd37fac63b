import type { ThreadEvent } from "../../inbox-types";
import { clockText } from "../../live/clock";

type Event = Pick<ThreadEvent, "kind" | "actor" | "text"> & { user: { name: string } | null };

const actors = { employee: "An employee", customer: "The customer", bot: "The bot", system: "Parley" };

/** Describes an event in one line. */
export function eventText({ kind, actor, user, text }: Event): string {
  const who = actor === "user" ? (user?.name ?? "A former member") : actors[actor];
  switch (kind) {
    case "paused":
      return pausedText(who, actor, text);
    case "resumed":
      return resumedText(who, actor, text);
    case "closed":
      return withReason(`${who} closed the conversation`, text);
    case "reopened":
      return `${who} opened the conversation again`;
    case "context_cleared":
      return `${who} cleared the context: the bot no longer sees the messages above`;
    case "tagged":
      return `${who} added the tag ${text}`;
    case "untagged":
      return `${who} removed the tag ${text}`;
    case "variables_set":
      return `${who} changed variables: ${text}`;
    case "bot_switched":
      return `${who} switched to ${text || "another bot"}`;
    case "sent_again":
      return `${who} sent an undelivered message again`;
    case "assigned":
      return text === who ? `${who} took the conversation` : `${who} assigned the conversation to ${text}`;
    case "unassigned":
      return text === who ? `${who} is no longer assigned` : `${who} unassigned ${text}`;
    case "snoozed":
      return `${who} snoozed the conversation until ${clockText(text)}`;
    case "unsnoozed":
      return `${who} ended the snooze`;
    case "reminded":
      return withReason(`${who} sent a reminder`, text);
    case "reminder_cancelled":
      return `${who} cancelled the reminder`;
    case "rated":
      return `${who} rated the conversation ${text}`;
    case "restarted":
      return `${who} started again and no longer sees the messages above`;
  }
}

function pausedText(who: string, actor: Event["actor"], text: string): string {
  const wrote = writtenPart(text);
  if (wrote !== null) return `${who} wrote ${wrote}, so the bot is paused`;
  // The customer pauses the bot by a phrase, or asks for a person; the reason says so.
  if (actor === "customer" && text !== "") return withoutStop(text);
  const title = actor === "bot" ? "The bot handed the conversation over to people" : `${who} paused the bot`;
  return withReason(title, text);
}

function resumedText(who: string, actor: Event["actor"], text: string): string {
  const wrote = writtenPart(text);
  if (wrote !== null) return `${who} wrote ${wrote}, so the bot answers again`;
  if (actor === "system" && text !== "") return withoutStop(text);
  return withReason(`${who} gave the conversation back to the bot`, text);
}

/** The end of a reason that is about a message. Its writer is left out: the event names them better. */
function writtenPart(reason: string): string | null {
  return /^(?:An employee|The customer) wrote (in the inbox|in the channel|“.*”)\.$/su.exec(reason)?.[1] ?? null;
}

function withReason(title: string, reason: string): string {
  return reason === "" ? title : `${title} — ${withoutStop(reason)}`;
}

/** A time follows in the same line. */
function withoutStop(sentence: string): string {
  return sentence.replace(/(?<!\.)\.$/u, "");
}
