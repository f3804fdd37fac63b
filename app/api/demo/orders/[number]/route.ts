import { demoOrder } from "@/server/demo/demo-order";

/** The demo shop that the order-status template calls: made-up orders, the same for the same number and day. */
export async function GET(_request: Request, { params }: { params: Promise<{ number: string }> }) {
  const { number } = await params;
  const order = demoOrder(decoded(number), new Date());
  if (!order) return Response.json({ error: "order_not_found" }, { status: 404 });
  return Response.json(order);
}

/** An invalid percent-encoding cannot name an order, so the text stays as it is. */
function decoded(number: string): string {
  try {
    return decodeURIComponent(number);
  } catch {
    return number;
  }
}
