import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { files } from "@/db/schema/files";
import { env } from "@/server/env";
import { readFile } from "@/server/files/read-file";
import { errorResponse } from "@/server/http/errors/error-response";
import { findWebChannel } from "../find-web-channel";
import { AVATAR_TYPES } from "./avatar-types";

/** Every site may show it, as a picture and nothing else. */
const SAFETY = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "cross-origin",
  "access-control-allow-origin": "*",
};

/** The address of a channel's avatar; null without one. It changes with the picture. */
export function avatarUrl(publicId: string, avatarFileId: string | null): string | null {
  if (avatarFileId === null) return null;
  return new URL(`/api/chat/${publicId}/avatar?v=${encodeURIComponent(avatarFileId)}`, env().PARLEY_URL).href;
}

/** Answers with a channel's avatar. An address with the current `?v=` may be kept for a year, any other for a minute. */
export async function answerAvatar(request: Request, publicId: string): Promise<Response> {
  try {
    const { workspaceId, settings } = await findWebChannel(publicId);
    const fileId = settings.widget.appearance.avatarFileId;
    const file = fileId !== null && (await isOfWorkspace(workspaceId, fileId)) ? await readFile(fileId) : null;
    if (!file || !AVATAR_TYPES.has(file.mimeType)) {
      return new Response("This chat has no avatar.\n", { status: 404, headers: SAFETY });
    }
    const isNewest = new URL(request.url).searchParams.get("v") === fileId;
    return new Response(file.read({ start: 0, end: file.sizeBytes }), {
      headers: {
        ...SAFETY,
        "content-type": file.mimeType,
        "content-length": String(file.sizeBytes),
        "cache-control": isNewest ? "public, max-age=31536000, immutable" : "public, max-age=60",
      },
    });
  } catch (error) {
    return errorResponse(error);
  }
}

async function isOfWorkspace(workspaceId: string, fileId: string): Promise<boolean> {
  const found = await db
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.workspaceId, workspaceId), eq(files.id, fileId)));
  return found.length > 0;
}
