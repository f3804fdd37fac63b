import { demoOrder } from "@/server/demo/demo-order";

/**
 * The demo shop that the order-status template calls. Its orders are invented; the same number and day give the same
 * order.
 */
export async function GET(_request: Request, { params }: { params: Promise<{ number: string }> }) {
  const { number } = await params;
  const order = demoOrder(decoded(number), new Date());
  if (!order) return Response.json({ error: "order_not_found" }, { status: 404 });
  return Response.json(order);
}

/** An order number with an invalid percent-encoding is used unchanged. */
function decoded(number: string): string {
  try {
    return decodeURIComponent(number);
  } catch {
    return number;
  }
}
