import { MAX_FILE_BYTES, storeFile, TOO_LARGE } from "@/server/files/store-file";
import type { StoredFile } from "@/server/files/stored-file";
import { readSentFile } from "@/server/http/body/read-sent-file";
import type { ServiceContext } from "@/server/service-context";
import { requireRole } from "@/server/accounts/require-role";

/**
 * Stores a file for an employee's message. The request is a form with the field `file`, or a plain body with `?fileName=`.
 * @throws DomainError `invalid`, `payload_too_large` over 15 MB, `over_quota`.
 */
export async function uploadInboxFile(ctx: ServiceContext, request: Request): Promise<StoredFile> {
  requireRole(ctx, "operator");
  const { bytes, name } = await readSentFile(request, MAX_FILE_BYTES, TOO_LARGE);
  return storeFile({ workspaceId: ctx.workspaceId, name: name || "file", bytes });
}
