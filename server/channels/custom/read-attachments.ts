import { z } from "zod";
import { fileSize } from "@/server/files/file-size";
import { messageType } from "@/server/files/message-type";
import { describeFile, MAX_FILE_BYTES, type NewFile } from "@/server/files/store-file";
import type { Fault } from "./incoming-faults";
import { storedString } from "./stored-string";

/** The maximum number of attachments in a message. Their total size is limited by the body's limit. */
export const MAX_ATTACHMENTS = 20;
const MAX_FILE_NAME = 500;

/** An attachment of an incoming message (CONTRACTS §1). */
export const attachment = z.object({
  file_name: storedString.min(1).max(MAX_FILE_NAME),
  file_type: z.enum(["image", "audio"]),
  data: z.string().min(1).meta({ description: "the bytes in base64" }),
});

type Attachment = z.infer<typeof attachment>;

/** A fault in an attachment's bytes. */
export interface AttachmentFault extends Fault {
  refusal: "invalid" | "payload_too_large" | "unsupported_type";
}

/**
 * Decodes the attachments and detects their types.
 * @param given The unparsed list. Items that are not attachments are skipped: the body's schema reports their faults.
 */
export async function readAttachments(given: unknown): Promise<{ files: NewFile[]; faults: AttachmentFault[] }> {
  const files: NewFile[] = [];
  const faults: AttachmentFault[] = [];
  for (const [index, one] of (Array.isArray(given) ? given : []).slice(0, MAX_ATTACHMENTS).entries()) {
    const parsed = attachment.safeParse(one);
    const read = parsed.success ? await readAttachment(parsed.data) : [];
    if (Array.isArray(read)) faults.push(...read.map((fault) => at(index, fault)));
    else files.push(read);
  }
  return { files, faults };
}

async function readAttachment({ file_name, file_type, data }: Attachment): Promise<NewFile | AttachmentFault[]> {
  const named = `"${file_name}"`;
  const base64 = /\s/.test(data) ? data.replaceAll(/\s+/g, "") : data;
  const size = decodedSize(base64);
  if (size > MAX_FILE_BYTES) {
    const msg = `${named} is larger than ${fileSize(MAX_FILE_BYTES)}, the most that an attachment may have.`;
    return [{ loc: ["data"], msg, type: "file_too_large", refusal: "payload_too_large" }];
  }
  const bytes = Buffer.from(base64, "base64");
  // Node skips characters that are not base64, so an invalid text results in a wrong length.
  if (bytes.length !== size || size === 0) {
    return [{ loc: ["data"], msg: base64Fault(base64), type: "base64_decode", refusal: "invalid" }];
  }
  const described = await describeFile(file_name, bytes);
  const fault = typeFault(named, file_type, described.mimeType);
  if (fault === null) return { ...described, bytes };
  return [{ loc: ["file_type"], msg: fault, type: "unsupported_file_type", refusal: "unsupported_type" }];
}

/** The size of padded base64 after decoding (RFC 4648 §3.2). For an impossible length it matches no actual size. */
function decodedSize(base64: string): number {
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  return base64.length % 4 === 0 ? (base64.length / 4) * 3 - padding : Math.ceil((base64.length * 3) / 4) + 1;
}

function base64Fault(base64: string): string {
  if (base64.startsWith("data:")) return "Leave out everything up to the comma: only the base64 itself is data.";
  if (/[^\w+/=-]/.test(base64)) return "Input should be base64: it holds a character that base64 does not have.";
  return "Input should be whole base64, with its padding: its end is missing.";
}

const ACCEPTED = {
  image: "Images can be PNG, JPEG or GIF.",
  audio: "Audio can be OGG, MP3, WAV, WebM, MP4 or M4A.",
};

/** CONTRACTS §1: the type is detected from the bytes and must match the declared type. */
function typeFault(named: string, declared: Attachment["file_type"], mimeType: string): string | null {
  const found = messageType(mimeType);
  if (found === declared) return null;
  if (found !== "document") return `${named} is said to be ${declared}, but its bytes are ${mimeType}.`;
  return `${named} is ${mimeType}, which is not accepted as ${declared}. ${ACCEPTED[declared]}`;
}

function at(index: number, fault: AttachmentFault): AttachmentFault {
  return { ...fault, loc: ["body", "attachments", index, ...fault.loc] };
}
