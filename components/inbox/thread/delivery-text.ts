interface Delivery {
  state: "none" | "pending" | "delivering" | "delivered" | "undelivered";
  deliveredAt: string | null;
  /** Begun so far. */
  attempts: number;
  /** Why the last one failed. */
  error: string | null;
  nextAttemptAt: string | null;
}

export interface DeliveryText {
  text: string;
  /** Why, where there is a why. */
  detail: string | null;
}

/**
 * Where a message is on its way; null where messages need no delivery.
 * @param clock Writes an instant for the reader.
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
