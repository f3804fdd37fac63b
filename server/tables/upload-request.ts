import { requireRole } from "@/server/accounts/require-role";
import { errorResponse } from "@/server/http/error-response";
import { readSentFile } from "@/server/http/read-sent-file";
import { idText } from "@/server/input-types";
import { requestService } from "@/server/trpc/request-service";
import { MAX_IMPORT_BYTES } from "./table-column";
import { uploadImport } from "./upload-import";

const TOO_LARGE = `The file is larger than ${MAX_IMPORT_BYTES / 1024 / 1024} MB. Split it, or leave out columns.`;

/**
 * Answers the upload of a CSV file or an Excel workbook: as a form with the field `file`, or as the body itself with
 * `?fileName=`. `?tableId=` says which table it is meant for.
 */
export async function answerUpload(request: Request): Promise<Response> {
  try {
    const ctx = await requestService(request);
    requireRole(ctx, "editor");
    const { bytes, name } = await readSentFile(request, MAX_IMPORT_BYTES, TOO_LARGE);
    const tableId = idText.nullable().parse(new URL(request.url).searchParams.get("tableId"));
    return Response.json(await uploadImport(ctx, { bytes, fileName: cleanName(name), tableId }), { status: 201 });
  } catch (error) {
    return errorResponse(error);
  }
}

function cleanName(name: string): string {
  return (
    name
      .replace(/[\p{Cc}/\\]/gu, "")
      .trim()
      .slice(0, 200)
      .toWellFormed() || "file"
  );
}
