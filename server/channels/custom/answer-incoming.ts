import { DomainError } from "@/server/errors";
import type { Later } from "@/server/later";
import { logFailure } from "@/server/log/log-failure";
import { statusCodes } from "@/server/http/errors/status-codes";
import { requestIdHere } from "@/server/log/request-scope";
import { acceptMessage } from "./accept-message";
import { InvalidMessage } from "./incoming-faults";
import { readBody } from "./read-body";
import { logRequest } from "./request-log";

/** The response to a request: 202, or `{"detail": …}` with the status of the refusal. */
interface Answer {
  status: number;
  body: unknown;
  headers?: Headers;
}

/** Handles `POST /api/webhook/custom/message` and writes the request to the channel's request log. */
export async function answerIncoming(request: Request, later: Later): Promise<Response> {
  const receivedAt = new Date();
  const began = performance.now();
  const authorization = request.headers.get("authorization");
  let received: unknown;
  const read = async () => (received = await readBody(request));
  const { status, body, headers } = await answerTo(authorization, read, later);
  const durationMs = performance.now() - began;
  const logged = { authorization, receivedAt, durationMs, body: received, status, answer: body };
  // Without a valid token the channel, and so its log, is unknown.
  if (status !== 401) later(() => logRequest(logged));
  return Response.json(body, { status, headers });
}

async function answerTo(authorization: string | null, read: () => Promise<unknown>, later: Later): Promise<Answer> {
  try {
    return { status: 202, body: await acceptMessage(authorization, read, later) };
  } catch (error) {
    return error instanceof DomainError ? refusal(error) : failure(error);
  }
}

function refusal(error: DomainError): Answer {
  const headers = new Headers();
  if (error.code === "unauthorized") headers.set("www-authenticate", "Bearer");
  if (error.retryAfter !== undefined) headers.set("retry-after", String(Math.max(1, Math.ceil(error.retryAfter))));
  const detail = error instanceof InvalidMessage ? error.faults : error.message;
  return { status: statusCodes[error.code], body: { detail }, headers };
}

function failure(error: unknown): Answer {
  const requestId = requestIdHere();
  logFailure(requestId, "custom channel", error);
  const detail = `Something went wrong on our side (${requestId}). Send the message again with the same message_id.`;
  return { status: 500, body: { detail } };
}
