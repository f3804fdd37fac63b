import { after } from "next/server";
import { answerApiRequest } from "@/server/api/answer-api-request";

/** Readers of the events may wait for some seconds. */
export const maxDuration = 60;

/** The management API (CONTRACTS §8). It answers every method, so that each refusal has the same form. */
export function GET(request: Request): Promise<Response> {
  return answerApiRequest(request, after);
}

export const POST = GET;
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
export const OPTIONS = GET;
