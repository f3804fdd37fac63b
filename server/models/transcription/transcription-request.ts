import { APICallError } from "ai";
import { z } from "zod";
import { errorBody, UnexpectedAnswer, WEB_PAGE } from "../requests/model-failure";
import { parseJson } from "@/server/text/parse-json";

const answer = z.object({ text: z.string() });

/** File extensions by which OpenAI-compatible servers recognise formats. */
const EXTENSIONS: Record<string, string> = {
  "audio/ogg": "ogg",
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
  "audio/x-wav": "wav",
  "audio/webm": "webm",
  "audio/mp4": "mp4",
  "audio/m4a": "m4a",
  "audio/x-m4a": "m4a",
};

/** A recording to transcribe. */
export interface Recording {
  bytes: Uint8Array<ArrayBuffer>;
  mimeType: string;
}

interface Server {
  apiKey: string;
  baseURL: string;
  fetch: typeof globalThis.fetch;
}

/**
 * Transcribes a recording with an OpenAI-compatible server (POST /audio/transcriptions).
 * @throws APICallError for a refusal, UnexpectedAnswer for any other response that is not a transcript, and the errors
 * of
 * fetch.
 */
export async function requestTranscription(
  { apiKey, baseURL, fetch }: Server,
  modelId: string,
  { bytes, mimeType }: Recording,
  signal: AbortSignal,
): Promise<string> {
  const url = `${baseURL}/audio/transcriptions`;
  const form = new FormData();
  form.set("model", modelId);
  form.set("response_format", "json");
  form.set("file", new Blob([bytes], { type: mimeType }), `voice.${EXTENSIONS[mimeType] ?? "bin"}`);
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}` },
    body: form,
    signal,
  });
  const responseBody = await response.text();
  const parsed = answer.safeParse(parseJson(responseBody));
  if (response.ok && parsed.success) return parsed.data.text;
  if (response.ok) throw new UnexpectedAnswer(inPlaceOfText(responseBody));
  throw new APICallError({
    message: "The server sent no transcript.",
    url,
    requestBodyValues: { model: modelId },
    statusCode: response.status,
    responseHeaders: Object.fromEntries(response.headers),
    responseBody,
  });
}

function inPlaceOfText(body: string): string {
  if (body.trimStart().startsWith("<")) return WEB_PAGE;
  const error = errorBody.safeParse(parseJson(body));
  return error.success ? `sent an error: ${error.data}` : "sent no transcript.";
}
