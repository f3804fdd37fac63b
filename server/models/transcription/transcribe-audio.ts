import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { modelProviders } from "@/db/schema/bots";
import { files, transcriptionModels } from "@/db/schema/files";
import { readBytes } from "@/server/files/read-file";
import { clip } from "@/server/text/excerpt";
import type { ModelFile } from "../prompts/model-messages";
import { failed, readRequestFailure, sayFailure, type ModelFailure } from "../requests/model-failure";
import type { Recording } from "./transcription-request";
import { openedProvider, unreadableKey, type Opened } from "../catalogue/resolve-model";

/** The result of a transcription; both fields are null if the workspace has no transcription model. */
export interface Transcription {
  /** The words of the recording; null if it could not be transcribed. */
  transcript: string | null;
  /** A note for the trace. Contains no secrets. */
  note: string | null;
}

const LIMITS = { attempts: 2, timeoutMs: 60_000 };

/** In characters; about two hours of speech. */
const MAX_TRANSCRIPT = 100_000;

/**
 * Transcribes a recording with the workspace's transcription model and stores the transcript with the file. A
 * provider's failure never throws: the transcript is null and the note has the reason.
 */
export async function transcribeAudio(
  workspaceId: string,
  file: Pick<ModelFile, "id" | "name" | "mimeType">,
  limits: Partial<typeof LIMITS> = {},
): Promise<Transcription> {
  const found = await findModel(workspaceId, file.id);
  if (!found) return { transcript: null, note: null };
  if (found.transcript !== null) return { transcript: found.transcript, note: null };
  const { provider, modelId } = found;
  const label = `${modelId} at ${provider.name}`;
  const opened = openedProvider(provider);
  if (!opened) return saveFailure(workspaceId, file, label, unreadableKey(provider.name));
  const bytes = await readBytes(workspaceId, file.id);
  if (!bytes) return { transcript: null, note: null };
  const recording = { bytes, mimeType: file.mimeType };
  const words = await transcribe(opened, modelId, recording, { ...LIMITS, ...limits });
  if (typeof words !== "string") {
    return saveFailure(workspaceId, file, label, sayFailure(words, [opened.apiKey]));
  }
  const transcript = await saveTranscript(workspaceId, file.id, words);
  return { transcript, note: `Heard by ${label}: ${file.name}` };
}

async function findModel(workspaceId: string, fileId: string) {
  const [found] = await db
    .select({ transcript: files.transcript, modelId: transcriptionModels.modelId, provider: modelProviders })
    .from(files)
    .innerJoin(transcriptionModels, eq(transcriptionModels.workspaceId, files.workspaceId))
    .innerJoin(modelProviders, eq(modelProviders.id, transcriptionModels.providerId))
    .where(and(eq(files.workspaceId, workspaceId), eq(files.id, fileId), eq(modelProviders.workspaceId, workspaceId)));
  return found;
}

async function transcribe(
  { provider }: Opened,
  modelId: string,
  recording: Recording,
  { attempts, timeoutMs }: typeof LIMITS,
): Promise<string | ModelFailure> {
  const { host } = provider;
  for (let number = 1; ; number++) {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return (await provider.transcribe(modelId, recording, signal)).trim();
    } catch (error) {
      if (signal.aborted) return failed(`${host} sent nothing for ${timeoutMs / 1000} s.`, false);
      const failure = readRequestFailure(error, host);
      if (!failure.retryable || number >= attempts) return failure;
    }
  }
}

/** Stores a transcript unless a concurrent transcription has already stored one. @returns the stored transcript. */
async function saveTranscript(workspaceId: string, fileId: string, words: string): Promise<string> {
  const transcript = clip(words, MAX_TRANSCRIPT).replaceAll("\0", "").toWellFormed();
  const mine = and(eq(files.workspaceId, workspaceId), eq(files.id, fileId));
  await db
    .update(files)
    .set({ transcript, transcribedAt: sql`now()`, transcriptionError: null })
    .where(and(mine, isNull(files.transcript)));
  const [kept] = await db.select({ transcript: files.transcript }).from(files).where(mine);
  return kept?.transcript ?? transcript;
}

async function saveFailure(
  workspaceId: string,
  file: Pick<ModelFile, "id" | "name">,
  label: string,
  reason: string,
): Promise<Transcription> {
  await db
    .update(files)
    .set({ transcriptionError: reason })
    .where(and(eq(files.workspaceId, workspaceId), eq(files.id, file.id)));
  return { transcript: null, note: `${file.name} could not be heard by ${label}: ${reason}` };
}
