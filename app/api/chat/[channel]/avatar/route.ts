import { answerAvatar } from "@/server/channels/web/avatar/answer-avatar";

interface Params {
  params: Promise<{ channel: string }>;
}

/** A channel's avatar, for every site (CONTRACTS §7). */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  return answerAvatar(request, (await params).channel);
}
