import { requireRole } from "@/server/accounts/require-role";
import { authorOf } from "@/server/audit/author";
import { recordChange } from "@/server/audit/record-change";
import { baseName } from "@/server/files/clean-name";
import { fileSize } from "@/server/files/file-size";
import { describeFile, storeFiles } from "@/server/files/store-file";
import { readSentFile } from "@/server/http/body/read-sent-file";
import { fileKind } from "@/server/knowledge/reading/files/file-kind";
import { dispatch } from "@/server/outbox/outbox";
import type { ServiceContext } from "@/server/service-context";
import { clip } from "@/server/text/excerpt";
import { insertSource } from "./create-source";

/** The largest file that the knowledge base reads. */
export const MAX_SOURCE_FILE_BYTES = 50 * 1024 * 1024;
const MAX_FILE_NAME = 200;
const LIMIT = {
  bytes: MAX_SOURCE_FILE_BYTES,
  refusal: `The file is larger than ${fileSize(MAX_SOURCE_FILE_BYTES)}. Split it into smaller files.`,
};

/**
 * Stores a file as a source and requests that it is read. The request is a form with the field `file`, or a plain body
 * with `?fileName=`. With `?review=1`, bots do not use it until a person switches it on.
 * @throws DomainError `invalid`, `unsupported_type` for files without text, `payload_too_large` over 50 MB, `over_quota`, `limit_exceeded`.
 */
export async function uploadSourceFile(
  ctx: ServiceContext,
  request: Request,
): Promise<{ sourceId: string; name: string }> {
  requireRole(ctx, "editor");
  const sent = await readSentFile(request, LIMIT.bytes, LIMIT.refusal);
  fileKind(sent.bytes, sent.name);
  const file = { ...(await describeFile(sent.name || "file", sent.bytes, LIMIT)), bytes: sent.bytes };
  const isEnabled = new URL(request.url).searchParams.get("review") !== "1";
  const store = () =>
    storeFiles(ctx.workspaceId, [file], async (tx, addFiles) => {
      const [stored] = await addFiles();
      if (!stored) throw new Error("The file was neither stored nor refused.");
      const { id: fileId, name, sizeBytes } = stored;
      // As it was sent: the stored name ends as the file's bytes say, and the reading notes the difference.
      const fileName = clip(baseName(sent.name), MAX_FILE_NAME);
      return insertSource(tx, ctx, {
        name,
        settings: { kind: "file", fileId, fileName, sizeBytes },
        isEnabled,
      });
    });
  const added = await recordChange(authorOf(ctx), "POST /api/knowledge/files", null, store);
  await dispatch(added.events);
  return { sourceId: added.id, name: file.name };
}
