import type { Attempt, Delivery, ListedDelivery } from "./delivery-types";

export const kindLabels = {
  event: "Event",
  message: "Message",
  notification: "Notification",
  scenario: "Scenario request",
} as const;

type Tone = "neutral" | "success" | "warning" | "danger" | "info" | "outline";

/** A delivery's state in a word or two, with its colour. */
export function stateOf({ status, isSending, attempts }: ListedDelivery): { label: string; tone: Tone } {
  if (status === "delivered") return { label: "Delivered", tone: "success" };
  if (status === "undelivered") return { label: "Undelivered", tone: "danger" };
  if (status === "skipped") return { label: "Skipped", tone: "neutral" };
  if (isSending) return { label: "Sending", tone: "info" };
  return attempts === 0 ? { label: "Waiting", tone: "neutral" } : { label: "Will retry", tone: "warning" };
}

/** The name of where a delivery is sent. */
export function targetName({ target }: Pick<ListedDelivery, "target">): string {
  if (target.type === "notification_webhook") return "Notification webhook";
  return target.type === "member" ? `E-mail to ${target.name}` : target.name;
}

/** The colour of a response's status; null for no response. */
export function toneOfStatus(status: number | null): Tone {
  if (status === null || status >= 500) return "danger";
  if (status >= 400) return "warning";
  return status >= 300 ? "info" : "success";
}

/** Whether an attempt has not ended. */
export function isUnderWay({ status, error }: Attempt): boolean {
  return status === null && error === null;
}

const offReasons = {
  member: "A member turned the endpoint off. Turn it on to send what waits.",
  gone: "The endpoint answered 410 (gone), which turned it off. Turn it on to send what waits.",
  failing: "The endpoint failed for too long, which turned it off. Turn it on to send what waits.",
};

/** What happens next, without its time. */
export function outlookInWords(outlook: Delivery["outlook"]): string | null {
  switch (outlook.type) {
    case "sending":
      return "An attempt is in progress.";
    case "due":
      return outlook.at === null ? "The first attempt is about to be made." : "The next attempt is due";
    case "circuit_open":
      return "The endpoint failed many times in a row. One delivery tests it; the others wait until it answers. Next test:";
    case "endpoint_off":
      return offReasons[outlook.reason ?? "member"];
    case "given_up":
      return "No further attempt is made. Replay it when the receiver works.";
    case "ended":
      return null;
  }
}
