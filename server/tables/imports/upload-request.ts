import { z } from "zod";
import { requireRole } from "@/server/accounts/require-role";
import { errorResponse } from "@/server/http/errors/error-response";
import { fromZodError } from "@/server/http/errors/from-zod-error";
import { readSentFile } from "@/server/http/body/read-sent-file";
import { idText } from "@/server/input-types";
import { requestService } from "@/server/accounts/sessions/request-service";
import { clip } from "@/server/text/excerpt";
import { MAX_IMPORT_BYTES, separator } from "@/server/schemas/table-column";
import { uploadImport } from "./upload-import";

const TOO_LARGE = `The file is larger than ${MAX_IMPORT_BYTES / 1024 / 1024} MB. Split it, or leave out columns.`;

/**
 * Handles the upload of a CSV file or Excel workbook, either as the form field `file` or as the raw body with
 * `?fileName=`. `?tableId=` names the target table; `?sheet=` and `?separator=` choose how the file is read.
 */
export async function answerUpload(request: Request): Promise<Response> {
  try {
    const ctx = await requestService(request);
    requireRole(ctx, "editor");
    const { bytes, name } = await readSentFile(request, MAX_IMPORT_BYTES, TOO_LARGE);
    const query = new URL(request.url).searchParams;
    const choice = choiceOf(query);
    const tableId = idText.nullable().parse(query.get("tableId"));
    const sent = { bytes, fileName: cleanName(name), tableId, choice, signal: request.signal };
    return Response.json(await uploadImport(ctx, sent), { status: 201 });
  } catch (error) {
    return errorResponse(error);
  }
}

const choiceInput = z.object({ sheet: z.string().max(200).optional(), separator: separator.optional() });

function choiceOf(query: URLSearchParams) {
  const parsed = choiceInput.safeParse({
    sheet: query.get("sheet") ?? undefined,
    separator: query.get("separator") ?? undefined,
  });
  if (!parsed.success) throw fromZodError(parsed.error);
  return parsed.data;
}

function cleanName(name: string): string {
  const plain = name
    .replace(/[\p{Cc}/\\]/gu, "")
    .trim()
    .toWellFormed();
  return clip(plain, 200) || "file";
}
