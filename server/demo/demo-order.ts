import { createHash } from "node:crypto";

export interface DemoOrder {
  order_number: string;
  status: "processing" | "shipped" | "delivered";
  carrier: string;
  expected_delivery: string;
}

const STATUSES = ["processing", "shipped", "delivered"] as const;
const CARRIERS = ["DHL", "UPS", "GLS"] as const;
const DAY_MS = 86_400_000;

/**
 * Makes up an order of the demo shop for a number such as A-1042. The same number always gives the same order on the
 * same day.
 * @returns null for a number that is not in the shop's format.
 */
export function demoOrder(number: string, today: Date): DemoOrder | null {
  const known = /^([A-Z])-?(\d{3,6})$/i.exec(number.trim());
  if (!known) return null;
  const order_number = `${known[1]?.toUpperCase()}-${known[2]}`;
  const [status = 0, carrier = 0, days = 0] = createHash("sha256").update(order_number).digest();
  const name = STATUSES[status % STATUSES.length] ?? "processing";
  const offset = name === "delivered" ? -1 - (days % 5) : 1 + (days % 5);
  return {
    order_number,
    status: name,
    carrier: CARRIERS[carrier % CARRIERS.length] ?? "DHL",
    expected_delivery: new Date(today.getTime() + offset * DAY_MS).toISOString().slice(0, 10),
  };
}
