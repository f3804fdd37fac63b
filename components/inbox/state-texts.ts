import type { InboxConversation } from "./inbox-types";

type State = InboxConversation["state"];
type Stop = InboxConversation["stop"];

const shortCauses = {
  control_phrase: "stop phrase",
  employee: "employee wrote",
  manual: "taken over",
  action: "handed over",
  limit: "limit reached",
  failure: "bot failed",
};

/** The text and colour of a conversation's badge. */
export function stateBadge(state: State, stop: Stop): { text: string; tone: "outline" | "neutral" | "warning" } {
  if (state === "closed") return { text: "Closed", tone: "outline" };
  if (state === "bot") return { text: "Bot", tone: "neutral" };
  const cause = stop?.cause;
  return { text: cause ? `Person: ${shortCauses[cause]}` : "Person", tone: "warning" };
}

/** The same, short enough for a row of the list. */
export function rowBadge(state: State): ReturnType<typeof stateBadge> {
  return stateBadge(state, null);
}

interface Answering {
  state: State;
  stop: Stop;
  /** When people took the conversation. */
  since: string | null;
  /** When the bot resumes automatically. */
  resumeAt: string | null;
  botName: string;
  /** The person who stopped the bot, if known. */
  stoppedBy: string | null;
}

/**
 * Says who answers a conversation and why, for the line above the text box.
 * @param clock Formats a time for the reader.
 */
export function answeringText(now: Answering, clock: (at: string) => string): { title: string; detail: string | null } {
  const { state, since, resumeAt, botName } = now;
  if (state === "closed") return { title: "Closed", detail: "The next message opens it again." };
  if (state === "bot") return { title: `${botName} answers`, detail: null };
  const details = [reasonOf(now.stop), resumeAt && `${botName} resumes at ${clock(resumeAt)}.`].filter(Boolean);
  return {
    title: `Paused: ${causeText(now)}${since ? ` at ${clock(since)}` : ""}`,
    detail: details.length > 0 ? details.join(" ") : null,
  };
}

function causeText({ stop, stoppedBy, botName }: Answering): string {
  switch (stop?.cause) {
    case "employee":
      return `${stoppedBy ?? "an employee"} wrote`;
    case "manual":
      return `${stoppedBy ?? "a colleague"} took over`;
    case "control_phrase":
      return "a stop phrase was used";
    case "limit":
      return "a limit was reached";
    case "failure":
      return `${botName} could not answer`;
    default:
      return "handed over to people";
  }
}

/** The stored reason, when it adds to the cause. */
function reasonOf(stop: Stop): string | null {
  if (!stop?.reason || stop.cause === "employee") return null;
  return /[.!?…]$/u.test(stop.reason) ? stop.reason : `${stop.reason}.`;
}
