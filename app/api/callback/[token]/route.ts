import { answerCallback, refuseMethod } from "@/server/actions/steps/callback/answer-callback";

interface Context {
  params: Promise<{ token: string }>;
}

/** Receives the result that a callback step waits for (CONTRACTS §3). */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return answerCallback(request, (await params).token);
}

export { refuseMethod as GET, refuseMethod as PUT, refuseMethod as PATCH, refuseMethod as DELETE };
