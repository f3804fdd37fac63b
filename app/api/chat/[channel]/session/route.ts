import { after } from "next/server";
import { preflight } from "@/server/channels/web/chat-request";
import { openSession } from "@/server/channels/web/session/open-session";

interface Params {
  params: Promise<{ channel: string }>;
}

/** Opens the chat in a browser (CONTRACTS §7). */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  return openSession(request, (await params).channel, after);
}

export const OPTIONS = preflight;
