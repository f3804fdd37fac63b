import { after } from "next/server";
import { customRoute } from "@/server/channels/message-routes";

/** Receives a message for a custom channel (CONTRACTS §1). */
export function POST(request: Request): Promise<Response> {
  return customRoute.handle(request, {}, after);
}
