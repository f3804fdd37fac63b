import { readBytes } from "@/server/files/read-file";
import type { ModelChoice } from "@/server/schemas/model-choice";
import type { ModelFile, ModelMessage, ModelRequest } from "./model-messages";

/** Images in older messages of the customer are described in words. */
const SHOWN_MESSAGES = 5;
/** Limits for one request; the newest images take precedence. */
const MAX_IMAGES = 20;
const MAX_BYTES = 20 * 1024 * 1024;
/** The formats that all vision models support. */
const SHOWN_TYPES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** Well-known models that accept only text. Others are detected by their refusal (see `callModel`). */
const BLIND =
  /(?:^|\/)(?:gpt-3\.5|o1-mini|o1-preview|o3-mini|deepseek-(?:chat|reasoner|coder|r1|v\d)|codestral|mixtral|open-mistral|command-r)/i;

/** Adds the customer's newest images to a request if the model may accept images. */
export async function showImages(
  workspaceId: string,
  model: ModelChoice,
  request: ModelRequest,
): Promise<ModelRequest> {
  if (model.providerId === null || BLIND.test(model.modelId)) return request;
  const shown = await loadImages(workspaceId, imagesToShow(request.messages));
  if (shown.size === 0) return request;
  return withFiles(request, (file) => {
    const bytes = shown.get(file.id);
    return bytes ? { ...file, bytes } : file;
  });
}

/** Returns the request with every image described in words. */
export function withoutImages(request: ModelRequest): ModelRequest {
  return withFiles(request, (file) => ({ ...file, bytes: undefined }));
}

/** Whether a request contains images. */
export function showsImages({ messages }: ModelRequest): boolean {
  return messages.some((message) => filesOf(message).some(({ bytes }) => bytes !== undefined));
}

function imagesToShow(messages: ModelMessage[]): ModelFile[] {
  const newest = messages.filter(({ role }) => role === "user").slice(-SHOWN_MESSAGES);
  const images = newest
    .toReversed()
    .flatMap((message) => filesOf(message).filter(({ mimeType }) => SHOWN_TYPES.has(mimeType)));
  let room = MAX_BYTES;
  return images.slice(0, MAX_IMAGES).filter(({ sizeBytes }) => {
    room -= sizeBytes;
    return room >= 0;
  });
}

async function loadImages(workspaceId: string, files: ModelFile[]): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const loaded = await Promise.all(files.map(async ({ id }) => [id, await readBytes(workspaceId, id)] as const));
  return new Map(loaded.flatMap(([id, bytes]) => (bytes ? [[id, bytes]] : [])));
}

function withFiles(request: ModelRequest, change: (file: ModelFile) => ModelFile): ModelRequest {
  const messages = request.messages.map((message) =>
    message.role === "user" && message.files ? { ...message, files: message.files.map(change) } : message,
  );
  return { ...request, messages };
}

function filesOf(message: ModelMessage): ModelFile[] {
  return message.role === "user" ? (message.files ?? []) : [];
}
