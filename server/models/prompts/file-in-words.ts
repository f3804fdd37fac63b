import { fileSize } from "@/server/files/file-size";
import type { ModelFile } from "./model-messages";

/** Describes a file to a model that does not get its bytes. A transcribed recording is replaced by its words. */
export function fileInWords({ name, mimeType, sizeBytes, durationSeconds, transcript }: ModelFile): string {
  const size = fileSize(sizeBytes);
  if (mimeType.startsWith("image/")) return `[${KINDS.image}: ${name}, ${size}, not shown to the model]`;
  if (!isRecording(mimeType)) return `[${KINDS.file}: ${name}, ${size}]`;
  const length = durationSeconds === null ? "" : `, ${Math.max(1, Math.round(durationSeconds))} s`;
  if (transcript === null) return `[${KINDS.recording}: ${name}${length} — it cannot be heard here]`;
  return transcript === ""
    ? `[${KINDS.recording}: ${name}${length} — no words in it]`
    : `[${KINDS.recording}: ${name}${length}]\n${transcript}`;
}

/** Whether a file is an audio recording. */
export function isRecording(mimeType: string): boolean {
  return mimeType.startsWith("audio/");
}

/** Returns the kind of file that a line of a message describes; null for a line that the customer wrote. */
export function fileKindOf(line: string): keyof typeof KINDS | null {
  if (!line.startsWith("[") || !line.endsWith("]")) return null;
  if (line.startsWith(`[${KINDS.image}: `)) return "image";
  if (line.startsWith(`[${KINDS.recording}: `)) return "recording";
  return line.startsWith(`[${KINDS.file}: `) ? "file" : null;
}

const KINDS = { image: "Image", recording: "Voice message", file: "File" };
