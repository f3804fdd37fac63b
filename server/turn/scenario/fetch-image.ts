import { chooseFileName } from "@/server/actions/steps/send-message/choose-file-name";
import { DomainError } from "@/server/errors";
import { describeFile, findFileOfStep, MAX_FILE_BYTES, storeFile, TOO_LARGE } from "@/server/files/store-file";
import type { StoredFile } from "@/server/files/stored-file";
import { sendOutbound } from "@/server/outbound/send-outbound";

/** For the whole download. A customer waits for it. */
const TIMEOUT_MS = 15_000;
const MAX_REDIRECTS = 3;

interface ImageRequest {
  workspaceId: string;
  url: string;
  /** Identifies the image within the workspace: a repeated request stores one file. Null to store one each time. */
  key: string | null;
}

/** Fetches an image and stores it for a message. Returns a sentence that says why that failed. */
export async function fetchImage({ workspaceId, url, key }: ImageRequest): Promise<StoredFile | string> {
  const kept = key === null ? null : await findFileOfStep(workspaceId, key);
  if (kept) return kept;
  const limits = { timeoutMs: TIMEOUT_MS, maxResponseBytes: MAX_FILE_BYTES, maxRedirects: MAX_REDIRECTS };
  const result = await sendOutbound({ method: "GET", url, headers: {}, body: null, ...limits });
  if (!result.ok) return `It could not be fetched. ${result.error.message}`;
  if (result.status !== 200) return `The server answered ${result.status} instead of the image.`;
  if (result.truncated) return TOO_LARGE;
  try {
    const name = chooseFileName("", result, NO_VALUES);
    const { mimeType } = await describeFile(name, result.body);
    if (!mimeType.startsWith("image/")) return `It is not an image, but ${mimeType}.`;
    return await storeFile({ workspaceId, name, bytes: result.body, ...(key !== null && { stepCallId: key }) });
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

const NO_VALUES = { args: {}, constants: {}, secrets: {}, variables: {}, steps: {}, callback: {} };
