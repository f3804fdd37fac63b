interface Delivery {
  state: "none" | "pending" | "delivering" | "delivered" | "undelivered";
  deliveredAt: string | null;
  /** Attempts started so far. */
  attempts: number;
  /** Why the last attempt failed. */
  error: string | null;
  nextAttemptAt: string | null;
}

export interface DeliveryText {
  text: string;
  /** The reason, if there is one. */
  detail: string | null;
}

/**
 * Describes a message's delivery; null if it needs none.
 * @param clock Formats a time for the reader.
 */
export function deliveryText(delivery: Delivery, clock: (at: string) => string): DeliveryText | null {
  const { state, deliveredAt, attempts, error, nextAttemptAt } = delivery;
  switch (state) {
    case "none":
      return null;
    case "pending":
      return { text: "Waiting to be sent", detail: null };
    case "delivered":
      return { text: deliveredAt ? `Delivered at ${clock(deliveredAt)}` : "Delivered", detail: null };
    case "undelivered":
      return { text: attempts > 0 ? `Undelivered after ${countOf(attempts)}` : "Undelivered", detail: error };
    case "delivering":
      if (nextAttemptAt === null || error === null)
        return { text: `Sending, attempt ${Math.max(1, attempts)}`, detail: null };
      return { text: `Attempt ${attempts} failed, next at ${clock(nextAttemptAt)}`, detail: error };
  }
}

function countOf(attempts: number): string {
  return attempts === 1 ? "1 attempt" : `${attempts} attempts`;
}
