import { isRecording } from "@/server/models/prompts/file-in-words";
import type { ModelFile, ModelMessage } from "@/server/models/prompts/model-messages";
import type { TraceEntry } from "@/server/schemas/trace";
import type { TurnHost } from "../turn-host";

/** Recordings of one turn at most, newest first: each may take its time. */
const MAX_RECORDINGS = 10;

/**
 * Lets the customer's recordings be heard before a model reads the history, each once. One that could not be heard
 * before is tried again only while nothing has been answered to it.
 */
export async function transcribeRecordings(
  history: ModelMessage[],
  host: TurnHost,
): Promise<{ history: ModelMessage[]; trace: TraceEntry[] }> {
  const trace: TraceEntry[] = [];
  const transcripts = new Map<string, string>();
  for (const file of recordingsToHear(history)) {
    const { transcript, note } = await host.transcribe(`transcribe-${file.id}`, file);
    if (note !== null) trace.push({ kind: "note", text: note });
    if (transcript !== null) transcripts.set(file.id, transcript);
  }
  if (transcripts.size === 0) return { history, trace };
  const heard = (file: ModelFile) => ({ ...file, transcript: transcripts.get(file.id) ?? file.transcript });
  return { history: history.map((message) => withFiles(message, heard)), trace };
}

function recordingsToHear(history: ModelMessage[]): ModelFile[] {
  const answered = history.findLastIndex(({ role }) => role === "assistant");
  const unheard = history.flatMap((message, index) =>
    filesOf(message).filter(
      ({ mimeType, transcript, transcriptionError }) =>
        isRecording(mimeType) && transcript === null && (transcriptionError === null || index > answered),
    ),
  );
  return unheard.slice(-MAX_RECORDINGS);
}

function filesOf(message: ModelMessage): ModelFile[] {
  return message.role === "user" ? (message.files ?? []) : [];
}

function withFiles(message: ModelMessage, change: (file: ModelFile) => ModelFile): ModelMessage {
  return message.role === "user" && message.files ? { ...message, files: message.files.map(change) } : message;
}
