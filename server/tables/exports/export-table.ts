import type { z } from "zod";
import { requestService } from "@/server/accounts/sessions/request-service";
import { DomainError } from "@/server/errors";
import { errorResponse } from "@/server/http/errors/error-response";
import { fromZodError } from "@/server/http/errors/from-zod-error";
import { idText } from "@/server/input-types";
import { csvResponse } from "./csv-response";
import { exportView, openExport } from "./open-export";

/**
 * Handles the download of a table as CSV (RFC 4180, UTF-8) for any member of its workspace. `?view=` takes a search and
 * filters as JSON, and limits the file to the rows that match them.
 */
export async function answerExport(request: Request, tableId: string): Promise<Response> {
  try {
    const ctx = await requestService(request);
    return csvResponse(await openExport(ctx, idText.parse(tableId), viewOf(request.url)));
  } catch (error) {
    return errorResponse(error);
  }
}

function viewOf(url: string): z.infer<typeof exportView> {
  const parsed = exportView.safeParse(parseJson(new URL(url).searchParams.get("view") ?? "{}"));
  if (!parsed.success) throw fromZodError(parsed.error);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid", "view is not JSON.", {
      details: [{ path: ["view"], message: "It is not JSON." }],
    });
  }
}
