import type { InboxConversation } from "./inbox-types";

type State = InboxConversation["state"];
type Stop = InboxConversation["stop"];

const shortCauses = {
  control_phrase: "stop phrase",
  employee: "employee wrote",
  manual: "taken over",
  action: "by an action",
  limit: "limit reached",
  failure: "bot failed",
};

/** A conversation's state as its badge in the list says it. */
export function stateBadge(
  state: State,
  stop: Stop,
): { text: string; tone: "outline" | "accent" | "info" | "warning" } {
  if (state === "closed") return { text: "Closed", tone: "outline" };
  if (state === "bot") return { text: "Bot", tone: "accent" };
  const cause = stop?.cause;
  return {
    text: cause ? `Person: ${shortCauses[cause]}` : "Person",
    tone: cause === "failure" || cause === "limit" ? "warning" : "info",
  };
}

interface Answering {
  state: State;
  stop: Stop;
  /** Since when people have it. */
  since: string | null;
  /** When the bot takes it back by itself. */
  resumeAt: string | null;
  botName: string;
  /** Who made the bot stop, where that is known. */
  stoppedBy: string | null;
}

/**
 * Who answers a conversation now and why, for the line above the text box.
 * @param clock Writes an instant for the reader.
 */
export function answeringText(now: Answering, clock: (at: string) => string): { title: string; detail: string | null } {
  const { state, since, resumeAt, botName } = now;
  if (state === "closed") return { title: "Closed", detail: "The next message opens it again." };
  if (state === "bot") return { title: `${botName} answers`, detail: null };
  const details = [reasonOf(now.stop), resumeAt && `${botName} comes back at ${clock(resumeAt)}.`].filter(Boolean);
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
      return `${stoppedBy ?? "somebody"} took over`;
    case "control_phrase":
      return "a stop phrase was said";
    case "action":
      return "an action handed it over";
    case "limit":
      return "a limit was reached";
    case "failure":
      return `${botName} could not answer`;
    default:
      return "it was handed over";
  }
}

/** What the cause alone does not say. */
function reasonOf(stop: Stop): string | null {
  if (!stop?.reason || stop.cause === "employee") return null;
  return /[.!?…]$/u.test(stop.reason) ? stop.reason : `${stop.reason}.`;
}
