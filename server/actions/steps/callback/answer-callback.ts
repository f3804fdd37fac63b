import { DomainError } from "@/server/errors";
import { logFailure } from "@/server/log/log-failure";
import { readBytes } from "@/server/http/body/read-bytes";
import { statusCodes } from "@/server/http/errors/status-codes";
import { requestIdHere } from "@/server/log/request-scope";
import { readCallbackBody } from "./callback-output";
import { readCallbackToken } from "./callback-token";
import { receiveCallback, type CallbackAnswer } from "./receive-callback";

/** The same limit as for the answer to a webhook (CONTRACTS §3). */
const MAX_BODY_BYTES = 1024 * 1024;

const refusals: Record<Exclude<CallbackAnswer, "accepted">, { status: number; detail: string }> = {
  unknown: { status: 404, detail: "This callback address does not exist. Use it exactly as Parley sent it." },
  used: { status: 410, detail: "This callback address has been used. Each one takes a single POST." },
  over: { status: 410, detail: "Nothing waits for this callback any longer: its run has continued or ended." },
};

/**
 * Handles `POST /api/callback/<token>`. Errors are `{"detail": …}`: 404 unknown, 410 too late or used, 413 too large.
 */
export async function answerCallback(request: Request, token: string): Promise<Response> {
  try {
    const place = readCallbackToken(token);
    if (!place) return refuse("unknown");
    const bytes = await readBytes(request, MAX_BODY_BYTES);
    const contentType = request.headers.get("content-type") ?? "";
    const answer = await receiveCallback(place, { body: readCallbackBody(bytes, contentType), contentType });
    return answer === "accepted" ? Response.json({ status: "accepted" }) : refuse(answer);
  } catch (error) {
    if (!(error instanceof DomainError)) return failure(error);
    return Response.json({ detail: error.message }, { status: statusCodes[error.code] });
  }
}

/** Answers any method but POST, such as a GET by a browser. */
export function refuseMethod(): Response {
  const detail = "This address takes one POST with the result, as JSON, as a form or as text.";
  return Response.json({ detail }, { status: 405, headers: { allow: "POST" } });
}

function refuse(answer: keyof typeof refusals): Response {
  const { status, detail } = refusals[answer];
  return Response.json({ detail }, { status });
}

function failure(error: unknown): Response {
  const requestId = requestIdHere();
  logFailure(requestId, "callback", error);
  return Response.json({ detail: `Something went wrong on our side (${requestId}). Send it again.` }, { status: 500 });
}
