import { after } from "next/server";
import { chatRoute } from "@/server/channels/message-routes";
import { preflight } from "@/server/channels/web/chat-request";

/** A turn with several model calls and actions can stream for minutes. */
export const maxDuration = 300;

interface Params {
  params: Promise<{ channel: string }>;
}

/** Stores a message and streams the answer (CONTRACTS §7). */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  return chatRoute.handle(request, await params, after);
}

export const OPTIONS = preflight;
