import { sayInConversation } from "@/server/conversations/send-message";
import { DomainError, type ErrorDetail } from "@/server/errors";
import { fileSize } from "@/server/files/file-size";
import { describeFile, findFileOfStep, MAX_FILE_BYTES, storeFile, TOO_LARGE } from "@/server/files/store-file";
import type { StoredFile } from "@/server/files/stored-file";
import { sendOutbound, type OutboundResult } from "@/server/outbound/send-outbound";
import { renderUrl } from "../../templates/render-url";
import { StepFault } from "../../step-fault";
import { failedOutput, plainOutput, type HttpAttempt } from "@/server/schemas/step-output";
import { templateFaults } from "../../templates/template-faults";
import { attemptsOf } from "../http-attempts";
import { openTemplateFaults } from "../open-template";
import type { StepContext, StepResult, StepScope } from "../step-kind";
import { urlFaults } from "../webhook/check-webhook";
import { chooseFileName } from "./choose-file-name";
import type { SendMessageStep } from "@/server/schemas/steps/send-message";

type FileContent = Extract<SendMessageStep["content"], { type: "file" }>;

const TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 3;

/** Faults of a file step that its schema cannot find; paths start at the step. */
export function checkSendFile({ url, fileName }: FileContent, scope: StepScope): ErrorDetail[] {
  const inUrl = templateFaults(url, scope).map((message) => ({ path: ["url"], message }));
  return [
    ...(inUrl.length > 0 ? inUrl : urlFaults(url, scope)),
    ...openTemplateFaults(fileName, scope).map((message) => ({ path: ["fileName"], message })),
  ].map(({ path, message }) => ({ path: ["content", ...path], message }));
}

/**
 * Fetches a file and sends it in the conversation, once even if the step is repeated. Without a conversation (a trial)
 * the file is fetched and described, but not stored.
 * @param timeoutMs For the whole download.
 */
export async function sendFile(
  content: FileContent,
  context: StepContext,
  timeoutMs: number = TIMEOUT_MS,
): Promise<StepResult> {
  const { workspaceId, conversationId, callId } = context;
  const kept = conversationId === null ? null : await findFileOfStep(workspaceId, callId);
  if (kept) return orExplain([], () => say(kept, context, []));
  const fetched = await fetchFile(content, context, timeoutMs);
  if ("status" in fetched) return fetched;
  const { name, bytes, attempts } = fetched;
  return orExplain(attempts, async () => {
    if (conversationId === null) return wouldSend(await describeFile(name, bytes), attempts);
    const file = await storeFile({ workspaceId, name, bytes, stepCallId: callId });
    return say(file, context, attempts);
  });
}

interface FetchedFile {
  name: string;
  bytes: Buffer;
  attempts: HttpAttempt[];
}

async function fetchFile(
  content: FileContent,
  { values }: StepContext,
  timeoutMs: number,
): Promise<FetchedFile | StepResult> {
  const url = render(() => renderUrl(content.url, [], values));
  if (url instanceof StepFault) return failed([], url.message);
  const request = { method: "GET", url, headers: {}, body: null };
  const limits = { timeoutMs, maxResponseBytes: MAX_FILE_BYTES, maxRedirects: MAX_REDIRECTS };
  const result = await sendOutbound({ ...request, ...limits });
  const attempts = attemptsOf(result, request);
  if (!result.ok) return failed(attempts, `The file could not be fetched. ${result.error.message}`);
  const fault = answerFault(result);
  if (fault !== null) return failed(attempts, fault);
  return { name: chooseFileName(content.fileName, result, values), bytes: result.body, attempts };
}

function render(make: () => string): string | StepFault {
  try {
    return make();
  } catch (error) {
    if (error instanceof StepFault) return error;
    throw error;
  }
}

/** Why a response is not the file; null when it is. */
function answerFault({ status, body, truncated }: Extract<OutboundResult, { ok: true }>): string | null {
  if (status !== 200) return `The server answered ${status} instead of the file.`;
  if (truncated) return TOO_LARGE;
  return body.length === 0 ? "The server answered without a file: the answer is empty." : null;
}

async function say(file: StoredFile, context: StepContext, attempts: HttpAttempt[]): Promise<StepResult> {
  const { workspaceId, conversationId, turnId, callId } = context;
  if (conversationId === null) return wouldSend(file, attempts);
  await sayInConversation({ workspaceId, conversationId, text: "", fileId: file.id, stepCallId: callId, turnId });
  return done(attempts, file, `Sent ${inWords(file)}.`, `Sent to the customer: the file "${file.name}".`);
}

function wouldSend(file: Omit<StoredFile, "id">, attempts: HttpAttempt[]): StepResult {
  return done(attempts, file, `Would send ${inWords(file)}.`, `Would send the file "${file.name}" to the customer.`);
}

/** Errors for the user, such as an exceeded limit, become the step's result; others are retried. */
async function orExplain(attempts: HttpAttempt[], act: () => Promise<StepResult>): Promise<StepResult> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof DomainError) return failed(attempts, error.message);
    throw error;
  }
}

function done(attempts: HttpAttempt[], file: Omit<StoredFile, "id">, summary: string, forBot: string): StepResult {
  const body = { name: file.name, mime_type: file.mimeType, size_bytes: file.sizeBytes };
  return { status: "succeeded", output: { ...plainOutput({ summary, body, forBot }), attempts } };
}

function failed(attempts: HttpAttempt[], error: string): StepResult {
  return { status: "failed", output: { ...failedOutput(error), attempts } };
}

function inWords({ name, mimeType, sizeBytes }: Omit<StoredFile, "id">): string {
  return `"${name}" (${mimeType}, ${fileSize(sizeBytes)})`;
}
