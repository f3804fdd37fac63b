import { isRecording } from "@/server/models/prompts/file-in-words";
import type { ModelFile, ModelMessage } from "@/server/models/prompts/model-messages";
import type { TraceEntry } from "@/server/schemas/trace";
import type { TurnHost } from "../turn-host";

/** The most recordings that one turn transcribes, the newest ones, since each may take long. */
const MAX_RECORDINGS = 10;

/**
 * Transcribes the customer's recordings before a model reads the history, each once. A recording that failed before is
 * tried again only until its message is answered.
 */
export async function transcribeRecordings(
  history: ModelMessage[],
  host: TurnHost,
): Promise<{ history: ModelMessage[]; trace: TraceEntry[] }> {
  const trace: TraceEntry[] = [];
  const transcripts = new Map<string, string>();
  for (const file of recordingsToTranscribe(history)) {
    const { transcript, note } = await host.transcribe(`transcribe-${file.id}`, file);
    if (note !== null) trace.push({ kind: "note", text: note });
    if (transcript !== null) transcripts.set(file.id, transcript);
  }
  if (transcripts.size === 0) return { history, trace };
  const transcribed = (file: ModelFile) => ({ ...file, transcript: transcripts.get(file.id) ?? file.transcript });
  return { history: history.map((message) => withFiles(message, transcribed)), trace };
}

function recordingsToTranscribe(history: ModelMessage[]): ModelFile[] {
  const answered = history.findLastIndex(({ role }) => role === "assistant");
  const pending = history.flatMap((message, index) =>
    filesOf(message).filter(
      ({ mimeType, transcript, transcriptionError }) =>
        isRecording(mimeType) && transcript === null && (transcriptionError === null || index > answered),
    ),
  );
  return pending.slice(-MAX_RECORDINGS);
}

function filesOf(message: ModelMessage): ModelFile[] {
  return message.role === "user" ? (message.files ?? []) : [];
}

function withFiles(message: ModelMessage, change: (file: ModelFile) => ModelFile): ModelMessage {
  return message.role === "user" && message.files ? { ...message, files: message.files.map(change) } : message;
}
